namespace TypedModels.Keras.Layers.Pooling;

/// <summary>The layers of this folder.</summary>
internal static class PoolingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
