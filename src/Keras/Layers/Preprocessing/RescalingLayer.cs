using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary><c>Rescaling</c>: <c>x · scale + offset</c>, each a number or a list along the last axis (<c>keras/src/layers/preprocessing/rescaling.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class RescalingLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly NumberArray _scale = NumberArray.Find(config, "scale") ?? throw LayerConfig.Missing("scale");
    private readonly NumberArray? _offset = NumberArray.Find(config, "offset");

    /// <inheritdoc/>
    protected override bool KeepsMask => Config.Generation == KerasGeneration.Keras3;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var scaled = graph.Add("Mul", TypedInputs.Numbers(graph, input, ComputeType), _scale.In(graph, ComputeType));
        return _offset is null or { Lengths.Count: 0, Elements: [0] } ? scaled : graph.Add("AddV2", scaled, _offset.In(graph, ComputeType));
    }
}
