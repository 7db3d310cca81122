using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>ThresholdedReLU</c>, of Keras 1 and 2: <c>x</c> above a threshold, else 0.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class ThresholdedReluLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly double _theta = config.Number("theta", 1);

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) =>
        graph.Add("Mul", input, graph.Cast(graph.WithNumber("Greater", input, _theta), input.DataType));
}
