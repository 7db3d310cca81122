namespace TypedModels.Keras.Layers.Attention;

/// <summary>The layers of this folder.</summary>
internal static class AttentionLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
