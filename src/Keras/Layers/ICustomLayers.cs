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
