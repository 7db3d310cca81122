using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>ELU</c>: <c>x</c> above 0, <c>alpha (exp(x) − 1)</c> below.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class EluLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly double _alpha = config.Number("alpha", 1);

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => ActivationFunctions.Elu(graph, input, _alpha);
}
