using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>A cell whose gates are columns of one product: the inputs' kernel is <c>[inputs, gates · units]</c>, that of its output before <c>[units, gates · units]</c>.</summary>
internal abstract class GatedCell : RecurrentCell
{
    private readonly int _gates;
    private readonly bool _usesBias;
    private readonly bool _isCudnn;
    private Weight? _kernel;
    private Weight? _recurrent;
    private Weight? _bias;

    /// <param name="config">Its configuration.</param>
    /// <param name="gates">The number of its gates.</param>
    protected GatedCell(LayerConfig config, int gates)
        : base(config)
    {
        _gates = gates;
        Units = config.Positive("units");
        _isCudnn = config.ClassName.StartsWith("CuDNN", StringComparison.Ordinal);
        _usesBias = _isCudnn || config.Flag("use_bias", true);
    }

    /// <summary>The length of its output.</summary>
    protected int Units { get; }

    /// <summary>Whether its weights lie as NVIDIA's cuDNN has them.</summary>
    protected bool IsCudnn => _isCudnn;

    /// <summary>Whether it has a bias.</summary>
    protected bool UsesBias => _usesBias;

    /// <summary>Whether it has a second bias, which is added to the product with its output before.</summary>
    protected virtual bool HasRecurrentBias => false;

    // Keras 1 and 2 say hard_sigmoid where they say nothing (keras/layers/recurrent.py of Keras 2).
    private string DefaultGate => Config.Generation == KerasGeneration.Keras3 || _isCudnn ? "sigmoid" : "hard_sigmoid";

    /// <inheritdoc/>
    public override void Build(long inputWidth)
    {
        long columns = (long)_gates * Units;
        _kernel = AddWeight("kernel", inputWidth, columns);
        _recurrent = AddWeight("recurrent_kernel", Units, columns);
        _bias = !_usesBias ? null : _isCudnn ? AddWeight("bias", 2 * columns) : HasRecurrentBias ? AddWeight("bias", 2, columns) : AddWeight("bias", columns);
        if (Config.Generation == KerasGeneration.Keras1 && Config["implementation"]?.Text != "gpu")
        {
            // Keras 1 held them apart, but for consume_less = "gpu" (keras/layers/recurrent.py of Keras 1).
            Weights.LegacyParts = [.. LegacyGates.SelectMany(gate => new (string Letter, Weight? Weight)[] { ("W", _kernel), ("U", _recurrent), ("b", _bias) }
                .Where(part => part.Weight is not null)
                .Select(part => new LegacyPart(part.Letter + "_" + gate.Name, part.Weight!, gate.Block, _gates)))];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForInput(LayerGraph graph)
    {
        var kernel = Read(graph, _kernel!);
        kernel = _isCudnn ? CudnnLayout.InputKernel(graph, kernel, _gates) : kernel;
        return _bias is null ? [kernel] : [kernel, Bias(graph, 0)];
    }

    /// <inheritdoc/>
    public override GraphTensor Project(LayerGraph graph, GraphTensor input, IReadOnlyList<GraphTensor> weights)
    {
        // The bias follows the product before that gets its axes back, so that both are one step.
        var product = graph.Add("MatMul", input.Rank == 2 ? input : graph.Reshape(input, -1, weights[0].Length(0)!.Value), weights[0]);
        product = weights.Count > 1 ? graph.Add("BiasAdd", product, weights[1]) : product;
        return input.Rank == 2 ? product : graph.Reshape(product, [.. Enumerable.Range(0, input.Rank - 1).Select(axis => graph.LengthOf(input, axis)), graph.LengthOf(product, -1)]);
    }

    /// <summary>The gates in the order in which Keras 1 held their weights apart: their letters, and their places in the weights of today. Empty where it did not.</summary>
    protected virtual IReadOnlyList<(string Name, int Block)> LegacyGates => [];

    /// <summary>The kernel of its output before.</summary>
    protected GraphTensor RecurrentKernel(LayerGraph graph) => _isCudnn ? CudnnLayout.RecurrentKernel(graph, Read(graph, _recurrent!), _gates) : Read(graph, _recurrent!);

    /// <summary>The bias of the inputs (0), or of its output before (1).</summary>
    protected GraphTensor Bias(LayerGraph graph, int index)
    {
        var bias = Read(graph, _bias!);
        if (!_isCudnn && !HasRecurrentBias)
        {
            return bias;
        }

        var both = _isCudnn ? graph.Reshape(bias, 2, -1) : bias;
        return HasRecurrentBias ? graph.Element(both, index) : graph.Reduce("Sum", both, keepDims: false, 0);
    }

    /// <summary>A gate's activation, <c>recurrent_activation</c>.</summary>
    protected GraphTensor Gate(LayerGraph graph, GraphTensor value) => Activate(graph, "recurrent_activation", DefaultGate, value);

    /// <summary>The activation of what is new, <c>activation</c>.</summary>
    protected GraphTensor Activate(LayerGraph graph, GraphTensor value) => Activate(graph, "activation", "tanh", value);
}
