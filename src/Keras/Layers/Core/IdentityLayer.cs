using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Core;

/// <summary>A layer that gives what it is given: <c>Identity</c>, and all that acts in training alone. It adds nothing to the graph.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class IdentityLayer(LayerConfig config) : UnaryLayer(config)
{
    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => input;
}
