namespace TypedModels.Keras.Layers.Reshaping;

/// <summary>The layers of this folder.</summary>
internal static class ReshapingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
