using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>A layer that makes one tensor of one tensor, and whose result has the same steps: a mask goes on with it.</summary>
/// <param name="config">Its configuration.</param>
internal abstract class UnaryLayer(LayerConfig config) : Layer(config)
{
    /// <summary>Whether the steps that the mask is about are those of the result too.</summary>
    protected virtual bool KeepsMask => true;

    /// <inheritdoc/>
    protected sealed override void Build(LayerCall call) => Build(call.Input.Tensor);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call) => [new LayerValue(Apply(graph, call.Input.Tensor), KeepsMask ? call.Input.Mask : null)];

    /// <summary>Makes the weights, once: before the first call.</summary>
    protected virtual void Build(GraphTensor input)
    {
    }

    /// <summary>Adds what the layer computes.</summary>
    protected abstract GraphTensor Apply(LayerGraph graph, GraphTensor input);
}
