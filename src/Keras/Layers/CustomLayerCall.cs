using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>A call of a layer of a user's own class.</summary>
/// <param name="Graph">The graph, in whose names the layer's scope is open.</param>
/// <param name="Layer">What the file says of the layer.</param>
/// <param name="Inputs">The tensors that it is given.</param>
internal sealed record CustomLayerCall(LayerGraph Graph, KerasLayerConfig Layer, IReadOnlyList<GraphTensor> Inputs)
{
    /// <summary>Gives the weight of a name and shape, the same at each call.</summary>
    public required Func<string, TensorShape, GraphTensor> Weight { get; init; }

    /// <summary>Calls the layer that an attribute holds, the same at each call: of a class, with a configuration, with tensors.</summary>
    public required Func<string, string, JsonValue, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>> Part { get; init; }
}
