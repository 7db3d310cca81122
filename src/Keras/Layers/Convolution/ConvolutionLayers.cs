namespace TypedModels.Keras.Layers.Convolution;

/// <summary>The layers of this folder.</summary>
internal static class ConvolutionLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => _ = table;
}
