using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// One step of a recurrent layer. What it makes of the inputs alone, <see cref="Project"/>, is computed for all steps at once, before the loop; the rest, <see cref="Step"/>, in it.
/// </summary>
internal abstract class RecurrentCell
{
    private readonly DataType _computeType;

    /// <param name="config">Its configuration.</param>
    protected RecurrentCell(LayerConfig config)
    {
        Config = config;
        (_computeType, VariableType) = DataTypePolicy.Of(config);
        Weights = new LayerWeights(config.Groups, config.Path, config.Flag("trainable", true));
    }

    /// <summary>Its weights; made by <see cref="Build"/>.</summary>
    public LayerWeights Weights { get; }

    /// <summary>The type of number that it computes in.</summary>
    public virtual DataType ComputeType => _computeType;

    /// <summary>The length of the last axis of each state. The axes before are those of what <see cref="Project"/> gives.</summary>
    public abstract IReadOnlyList<long> StateWidths { get; }

    /// <summary>Which of the states is the output of a step.</summary>
    public virtual int OutputState => 0;

    /// <summary>Its configuration.</summary>
    protected LayerConfig Config { get; }

    /// <summary>The type of number that its weights are kept in.</summary>
    protected DataType VariableType { get; }

    /// <summary>Makes the weights.</summary>
    /// <param name="inputWidth">The length of the last axis of the inputs.</param>
    /// <exception cref="ModelFormatException">No tensor has their shapes.</exception>
    public abstract void Build(long inputWidth);

    /// <summary>The values that <see cref="Project"/> needs.</summary>
    public abstract IReadOnlyList<GraphTensor> ReadForInput(LayerGraph graph);

    /// <summary>The values that <see cref="Step"/> needs.</summary>
    public abstract IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph);

    /// <summary>What the cell makes of inputs alone.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The inputs: of one step, or with the axis of time before the axes of those.</param>
    /// <param name="weights">What <see cref="ReadForInput"/> gave.</param>
    public abstract GraphTensor Project(LayerGraph graph, GraphTensor input, IReadOnlyList<GraphTensor> weights);

    /// <summary>The states after a step.</summary>
    /// <param name="graph">The graph, or the body of the loop.</param>
    /// <param name="projected">What <see cref="Project"/> made of the step's inputs.</param>
    /// <param name="states">The states before it.</param>
    /// <param name="weights">What <see cref="ReadForStep"/> gave.</param>
    public abstract IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights);

    /// <summary>The value of a weight, in the type that the cell computes in.</summary>
    protected GraphTensor Read(LayerGraph graph, Weight weight) => graph.Cast(graph.Read(weight), ComputeType);

    /// <summary>Makes a weight.</summary>
    protected Weight AddWeight(string name, params ReadOnlySpan<long> shape) => Weights.AddTrained(name, Layer.Checked(name, shape), VariableType);

    /// <summary>Applies an activation by its name in the configuration: of null is none, of a missing one the default.</summary>
    protected GraphTensor Activate(LayerGraph graph, string name, string byDefault, GraphTensor value) =>
        Activation.Apply(graph, Config, Config.Has(name) ? Config[name] : JsonValue.Of(byDefault), value);

    /// <summary>Parts of one size along the last axis.</summary>
    protected static IReadOnlyList<GraphTensor> Split(LayerGraph graph, GraphTensor value, int parts) =>
        graph.Node("Split").Input(graph.Integer(value.Rank - 1)).Input(value).With("num_split", (long)parts).Outputs();
}
