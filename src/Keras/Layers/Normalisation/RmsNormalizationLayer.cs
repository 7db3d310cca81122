using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary><c>RMSNormalization</c>: <c>scale · x / √(mean(x²) + ε)</c> along axes (<c>_rms_normalization</c> in <c>keras/src/ops/nn.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class RmsNormalizationLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly NormalisationAxes _axes = new(config);
    private readonly double _epsilon = config.Number("epsilon", 1e-6);
    private Weight? _scale;

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input) => _scale = AddWeight("scale", [.. _axes.Of(input).OrderBy(axis => axis).Select(axis => Known(input, axis))]);

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => graph.InFullPrecision(input, value =>
    {
        var square = graph.Reduce("Mean", graph.Add("Square", value), true, [.. _axes.Of(value).Select(axis => (long)axis)]);
        var normalised = graph.Add("Mul", value, graph.Add("Rsqrt", graph.WithNumber("AddV2", square, _epsilon)));

        // Keras lets the scale fall on the last axes, whichever it was made for.
        return graph.Add("Mul", normalised, graph.Cast(graph.Read(_scale!), value.DataType));
    });
}
