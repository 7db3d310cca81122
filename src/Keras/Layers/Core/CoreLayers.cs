namespace TypedModels.Keras.Layers.Core;

/// <summary>The layers of this folder.</summary>
internal static class CoreLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("InputLayer", config => new InputLayer(config));
        table.Add("Dense", config => new DenseLayer(config));
        table.Add("Identity", config => new IdentityLayer(config));
        table.Add("Embedding", config => new EmbeddingLayer(config));
        table.Add("Masking", config => new MaskingLayer(config));
        table.Add("EinsumDense", config => new EinsumDenseLayer(config));
    }
}
