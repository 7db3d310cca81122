namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>The layers of this folder.</summary>
internal static class PreprocessingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
