using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>The layers of a user's own classes.</summary>
internal interface ICustomLayers
{
    /// <summary>What a layer does, or null where the user does not say.</summary>
    CustomLayerFunction? Find(KerasLayerConfig layer);
}

/// <summary>Adds to the graph what a layer of a user's own class computes.</summary>
/// <param name="call">The call.</param>
/// <returns>What it gives: one tensor or several.</returns>
internal delegate IReadOnlyList<GraphTensor> CustomLayerFunction(CustomLayerCall call);

/// <summary>A call of a layer of a user's own class.</summary>
/// <param name="Graph">The graph, in whose names the layer's scope is open.</param>
/// <param name="Layer">What the file says of the layer.</param>
/// <param name="Inputs">The tensors that it is given.</param>
/// <param name="Weight">Gives the weight of a name and shape, the same at each call.</param>
internal sealed record CustomLayerCall(LayerGraph Graph, KerasLayerConfig Layer, IReadOnlyList<GraphTensor> Inputs, Func<string, TensorShape, GraphTensor> Weight)
{
    /// <summary>The arguments of the layer's constructor.</summary>
    public JsonValue Config => Layer.Config;
}
