namespace TypedModels.Keras.Layers.Merging;

/// <summary>The layers of this folder.</summary>
internal static class MergingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
