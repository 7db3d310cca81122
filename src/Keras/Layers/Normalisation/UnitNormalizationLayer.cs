using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary><c>UnitNormalization</c>: each example brought to the length 1 along axes (<c>_normalize</c> in <c>keras/src/ops/nn.py</c>; <c>tf.linalg.l2_normalize</c> in Keras 2).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class UnitNormalizationLayer(LayerConfig config) : UnaryLayer(config)
{
    // Keras 3 bounds the length by 1e-12, Keras 2 its square.
    private const double LeastSquare = 1e-24, LeastSquareOfKeras2 = 1e-12;

    private readonly NormalisationAxes _axes = new(config);

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var square = graph.Reduce("Sum", graph.Add("Square", input), true, [.. _axes.Of(input).Select(axis => (long)axis)]);
        var bounded = graph.WithNumber("Maximum", square, Config.Generation == KerasGeneration.Keras3 ? LeastSquare : LeastSquareOfKeras2);
        return graph.Add("Mul", input, graph.Add("Rsqrt", bounded));
    }
}
