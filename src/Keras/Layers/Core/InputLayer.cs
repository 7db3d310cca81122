using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Core;

/// <summary><c>InputLayer</c>: where a tensor comes into a model.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class InputLayer(LayerConfig config) : UnaryLayer(config)
{
    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => input;
}
