namespace TypedModels.Keras.Layers.Attention;

/// <summary>The layers of this folder.</summary>
internal static class AttentionLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("Attention", config => new AttentionLayer(config, new ProductScore(config)));
        table.Add("AdditiveAttention", config => new AttentionLayer(config, new AdditiveScore(config)));
        table.Add("MultiHeadAttention", config => new MultiHeadAttentionLayer(config));
        table.Add("GroupedQueryAttention", config => new GroupedQueryAttentionLayer(config));
        table.Add("GroupQueryAttention", config => new GroupedQueryAttentionLayer(config));
    }
}
