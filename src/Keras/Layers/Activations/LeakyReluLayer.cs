using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>LeakyReLU</c>: <c>x</c> above 0, a part of it below.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class LeakyReluLayer(LayerConfig config) : UnaryLayer(config)
{
    // Keras 3 calls negative_slope what was alpha before.
    private readonly double _slope = config.Number("negative_slope", config.Number("alpha", 0.3));

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => ActivationFunctions.LeakyRelu(graph, input, (float)_slope);
}
