using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Regularisation;

/// <summary>A layer that changes images at random in training, such as <c>RandomFlip</c>: else it gives them as they are, as floating-point numbers (<c>transform_images</c> of each with <c>training=False</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class AugmentationLayer(LayerConfig config) : UnaryLayer(config)
{
    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => graph.Cast(input, ComputeType);
}
