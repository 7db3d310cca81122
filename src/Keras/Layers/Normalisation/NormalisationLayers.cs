namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>The layers of this folder.</summary>
internal static class NormalisationLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
