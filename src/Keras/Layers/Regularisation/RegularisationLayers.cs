namespace TypedModels.Keras.Layers.Regularisation;

/// <summary>The layers of this folder.</summary>
internal static class RegularisationLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
