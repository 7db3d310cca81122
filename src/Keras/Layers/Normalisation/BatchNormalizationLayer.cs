using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>
/// <c>BatchNormalization</c>: <c>gamma · (x − moving_mean) / √(moving_variance + ε) + beta</c> (<c>keras/src/layers/normalization/batch_normalization.py</c>,
/// <c>tf_keras/layers/normalization/batch_normalization.py</c>). With <c>renorm</c> it has weights more, which only training reads.
/// </summary>
internal sealed class BatchNormalizationLayer : UnaryLayer
{
    // fused_batch_norm of TensorFlow's Python raises smaller ones to that.
    private const double LeastFusedEpsilon = 1.001e-5;

    private readonly NormalisationAxes _axes;
    private readonly double _epsilon;
    private readonly bool _hasScale;
    private readonly bool _hasOffset;
    private readonly bool _renormalises;
    private readonly bool _maybeFused;
    private readonly List<Weight> _unread = [];
    private Weight? _scale;
    private Weight? _offset;
    private Weight? _mean;
    private Weight? _variance;

    /// <param name="config">Its configuration.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes, or one that is not known here.</exception>
    public BatchNormalizationLayer(LayerConfig config)
        : base(config)
    {
        _axes = new NormalisationAxes(config);
        _epsilon = config.Number("epsilon", 1e-3);
        _hasScale = config.Flag("scale", true);
        _hasOffset = config.Flag("center", true);
        _renormalises = config.Flag("renorm", false);
        _maybeFused = config.Generation == KerasGeneration.Keras2 && !_renormalises;
        if (config["virtual_batch_size"] is not null || config["adjustment"] is not null)
        {
            throw KerasFault.Unsupported("it has a virtual_batch_size or an adjustment");
        }

        if (config.Integer("mode", 0) != 0)
        {
            throw KerasFault.Unsupported("its mode is not 0: Keras 1 alone had it");
        }
    }

    // BatchNormalization of float16 keeps its weights in float32 in Keras 2 (_param_dtype), and computes in it in all.
    private DataType StoredType => Config.Generation != KerasGeneration.Keras3 && VariableType is DataType.Half or DataType.BFloat16 ? DataType.Float : VariableType;

    private DataType NormalisingType => ComputeType == DataType.Double ? DataType.Double : DataType.Float;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        int[] axes = _axes.Of(input);
        long[] lengths = [.. axes.Select(axis => Known(input, axis))];

        // Of several axes the weights have all the axes of the input.
        long[] shape = axes.Length == 1 ? lengths : [.. Enumerable.Range(0, input.Rank).Select(axis => Array.IndexOf(axes, axis) is >= 0 and var i ? lengths[i] : 1)];
        _scale = _hasScale ? Weights.AddTrained("gamma", Checked("gamma", shape), StoredType) : null;
        _offset = _hasOffset ? Weights.AddTrained("beta", Checked("beta", shape), StoredType) : null;
        _mean = Weights.AddFixed("moving_mean", Checked("moving_mean", shape), StoredType);
        _variance = Weights.AddFixed("moving_variance", Checked("moving_variance", shape), StoredType);
        foreach (string name in _renormalises ? (string[])["moving_stddev", "renorm_mean", "renorm_stddev"] : [])
        {
            _unread.Add(Weights.AddFixed(name, Checked(name, shape), StoredType));
        }
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        // Every weight of a file is a variable of the graph, be it that nothing comes of it.
        foreach (var weight in _unread)
        {
            graph.Read(weight);
        }

        int[] axes = _axes.Of(input);
        double epsilon = _maybeFused && input.Rank is 4 or 5 && axes is [1] or [3] or [4] && ComputeType != DataType.Double ? Math.Max(_epsilon, LeastFusedEpsilon) : _epsilon;
        if (input.Rank == 4 && axes is [1] or [3] && input.DataType != DataType.Double)
        {
            return axes[0] == 3 ? ApplyFused(graph, input, epsilon) : graph.ChannelsFirst(ApplyFused(graph, graph.ChannelsLast(input), epsilon));
        }

        var value = graph.Cast(input, NormalisingType);
        var normalised = Moments.Normalise(graph, value, ReadAlong(graph, _mean!, axes, value)!, ReadAlong(graph, _variance!, axes, value)!, ReadAlong(graph, _scale, axes, value), ReadAlong(graph, _offset, axes, value), epsilon);
        return graph.Cast(normalised, input.DataType);
    }

    // Channels last, in the operation that engines make part of a convolution before it.
    private GraphTensor ApplyFused(LayerGraph graph, GraphTensor input, double epsilon)
    {
        long channels = _mean!.Shape.Dimensions[0];
        return graph.Node("FusedBatchNormV3").Input(input)
            .Input(ReadOr(graph, _scale, 1, channels)).Input(ReadOr(graph, _offset, 0, channels)).Input(ReadAs(graph, _mean)).Input(ReadAs(graph, _variance!))
            .With("epsilon", (float)epsilon)
            .With("is_training", false)
            .Output();
    }

    private GraphTensor ReadAs(LayerGraph graph, Weight weight) => graph.Cast(graph.Read(weight), NormalisingType);

    private GraphTensor ReadOr(LayerGraph graph, Weight? weight, double otherwise, long channels) =>
        weight is null ? graph.Fill([graph.Integer(channels)], graph.Scalar(otherwise, NormalisingType)) : ReadAs(graph, weight);

    private GraphTensor? ReadAlong(LayerGraph graph, Weight? weight, int[] axes, GraphTensor value)
    {
        if (weight is null)
        {
            return null;
        }

        var read = ReadAs(graph, weight);
        return axes.Length > 1 || axes[0] == value.Rank - 1 ? read : graph.Reshape(read, [-1, .. Enumerable.Repeat(1L, value.Rank - 1 - axes[0])]);
    }
}
