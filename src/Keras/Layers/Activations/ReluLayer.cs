using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>ReLU</c>: what is above a threshold, up to a greatest value.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class ReluLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly double? _most = config.OptionalNumber("max_value") is not < 0 ? config.OptionalNumber("max_value") : throw config.Wrong("max_value", "a number not below 0");
    private readonly double _slope = NotNegative(config, "negative_slope");
    private readonly double _threshold = NotNegative(config, "threshold");

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => ActivationFunctions.Relu(graph, input, _slope, _most, _threshold);

    private static double NotNegative(LayerConfig config, string name) => config.Number(name, 0) is >= 0 and var number ? number : throw config.Wrong(name, "a number not below 0");
}
