using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>A layer of a Keras model: adds to a graph what it computes when it does not train. It may be called several times, with the same weights.</summary>
internal abstract class Layer
{
    private bool _isBuilt;

    /// <param name="config">Its configuration.</param>
    protected Layer(LayerConfig config)
    {
        Config = config;
        (ComputeType, VariableType) = DataTypePolicy.Of(config);
        Weights = new LayerWeights(config.Groups, config.Path, config.Flag("trainable", true)) { HoldsLayers = HoldsLayers };
    }

    /// <summary>Its name.</summary>
    public string Name => Config.Name;

    /// <summary>Its weights; those of a layer that is built, which is at its first call.</summary>
    public LayerWeights Weights { get; }

    /// <summary>Its configuration.</summary>
    protected LayerConfig Config { get; }

    /// <summary>The type of number that it computes in.</summary>
    protected DataType ComputeType { get; }

    /// <summary>The type of number that its weights are kept in.</summary>
    protected DataType VariableType { get; }

    /// <summary>Whether it holds a model's layers.</summary>
    protected virtual bool HoldsLayers => false;

    /// <summary>Whether floating-point inputs are converted to <see cref="ComputeType"/>, as Keras does for most layers.</summary>
    protected virtual bool ConvertsInputs => true;

    /// <summary>Adds a call.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="call">What it is called with.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="ModelFormatException">It cannot be called with that; the message names the layer.</exception>
    public IReadOnlyList<LayerValue> Call(LayerGraph graph, LayerCall call)
    {
        if (_isBuilt)
        {
            graph.Limits.AddRepeatedCall();
        }

        using var scope = Name.Length > 0 ? graph.Names.Open(Name) : null;
        try
        {
            var given = ConvertsInputs ? Convert(graph, call) : call;
            if (!_isBuilt)
            {
                Build(given);
                _isBuilt = true;
            }

            return Apply(graph, given);
        }
        catch (ModelFormatException exception) when (LayerFault.CanName(exception, Config.Document))
        {
            throw LayerFault.Named(exception, Config.Document);
        }
        catch (OverflowException exception)
        {
            throw LayerFault.OfSizes(exception, Config.Document);
        }
    }

    /// <summary>Makes the weights, once: before the first call.</summary>
    /// <param name="call">The first call, whose shapes decide theirs.</param>
    protected virtual void Build(LayerCall call)
    {
    }

    /// <summary>Adds what the layer computes.</summary>
    /// <param name="graph">The graph, in whose names the layer's scope is open.</param>
    /// <param name="call">What it is called with.</param>
    protected abstract IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call);

    /// <summary>Makes a weight that training changes.</summary>
    /// <exception cref="ModelFormatException">No tensor has that shape.</exception>
    protected Weight AddWeight(string name, params ReadOnlySpan<long> shape) => Weights.AddTrained(name, Checked(name, shape), VariableType);

    /// <summary>Makes a weight that training does not change.</summary>
    /// <exception cref="ModelFormatException">No tensor has that shape.</exception>
    protected Weight AddFixedWeight(string name, params ReadOnlySpan<long> shape) => Weights.AddFixed(name, Checked(name, shape), VariableType);

    /// <summary>The value of a weight, in the type that the layer computes in.</summary>
    protected GraphTensor Read(LayerGraph graph, Weight weight) => graph.Cast(graph.Read(weight), ComputeType);

    /// <summary>The length of an axis, which has to be known.</summary>
    /// <exception cref="ModelFormatException">It is not known.</exception>
    protected static long Known(GraphTensor value, int axis) => value.Length(axis)
        ?? throw KerasFault.Unsupported($"axis {axis} of its input {value.Shape} has no known length, and its weights depend on it", "Save the model with an input of known shape");

    /// <summary>A shape that a weight can have.</summary>
    /// <exception cref="ModelFormatException">No tensor has that shape.</exception>
    public static TensorShape Checked(string name, ReadOnlySpan<long> shape)
    {
        const long MostElements = 1L << 40;

        long count = 1;
        foreach (long length in shape)
        {
            count = length > 0 && count <= MostElements / length ? count * length : throw KerasFault.Damaged($"its weight {name} would have the shape [{string.Join(", ", shape.ToArray())}]");
        }

        return new TensorShape(shape);
    }

    private LayerCall Convert(LayerGraph graph, LayerCall call) => call with { Arguments = [.. call.Arguments.Select(argument => Convert(graph, argument))] };

    private LayerArgument Convert(LayerGraph graph, LayerArgument argument) =>
        argument.Value is { } value ? argument with { Value = value.Tensor.IsFloating ? value with { Tensor = graph.Cast(value.Tensor, ComputeType) } : value }
        : argument.Items is { } items ? argument with { Items = [.. items.Select(item => Convert(graph, item))] }
        : argument;
}
