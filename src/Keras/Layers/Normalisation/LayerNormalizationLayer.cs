using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>
/// <c>LayerNormalization</c>: each example brought to mean 0 and variance 1 along axes (<c>_layer_normalization</c> in <c>keras/src/ops/nn.py</c>). With <c>rms_scaling</c> it is divided by the root of its
/// variance alone, as Keras 3 has it.
/// </summary>
/// <param name="config">Its configuration.</param>
internal sealed class LayerNormalizationLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly NormalisationAxes _axes = new(config);
    private readonly double _epsilon = config.Number("epsilon", 1e-3);
    private readonly bool _scalesOnly = config.Flag("rms_scaling", false);
    private readonly bool _hasScale = config.Flag("scale", true);
    private readonly bool _hasOffset = config.Flag("center", true);
    private Weight? _scale;
    private Weight? _offset;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        long[] shape = [.. InOrder(input).Select(axis => Known(input, axis))];
        _scale = _hasScale || _scalesOnly ? AddWeight("gamma", shape) : null;
        _offset = _hasOffset && !_scalesOnly ? AddWeight("beta", shape) : null;
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => graph.InFullPrecision(input, value => Normalise(graph, value));

    private GraphTensor Normalise(LayerGraph graph, GraphTensor value)
    {
        int[] axes = InOrder(value);
        var (mean, variance) = Moments.Add(graph, value, axes);
        var scale = ReadAlong(graph, _scale, axes, value);
        if (!_scalesOnly)
        {
            return Moments.Normalise(graph, value, mean, variance, scale, ReadAlong(graph, _offset, axes, value), _epsilon);
        }

        return graph.Add("Mul", graph.Add("Mul", value, graph.Add("Rsqrt", graph.WithNumber("AddV2", variance, _epsilon))), scale!);
    }

    // Keras 3 sorts the axes; Keras 2 makes the weights in the order that is written, and turns them round by their numbers.
    private int[] InOrder(GraphTensor value) => Config.Generation == KerasGeneration.Keras3 ? [.. _axes.Of(value).OrderBy(axis => axis)] : _axes.Of(value);

    private static GraphTensor? ReadAlong(LayerGraph graph, Weight? weight, int[] axes, GraphTensor value)
    {
        if (weight is null)
        {
            return null;
        }

        var read = graph.Cast(graph.Read(weight), value.DataType);
        return axes.Length == 1 && axes[0] == value.Rank - 1 ? read : graph.Reshape(read, [.. Enumerable.Range(0, value.Rank).Select(axis => axes.Contains(axis) ? Known(value, axis) : 1)]);
    }
}
