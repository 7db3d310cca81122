namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>The layers of this folder.</summary>
internal static class RecurrentLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
