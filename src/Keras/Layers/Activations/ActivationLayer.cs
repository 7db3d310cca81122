using TypedModels.Formats.Json;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>Activation</c>: an activation function by name.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class ActivationLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly JsonValue? _activation = config["activation"];

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => Activation.Apply(graph, Config, _activation, input);
}
