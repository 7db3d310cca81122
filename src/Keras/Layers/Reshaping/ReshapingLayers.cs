namespace TypedModels.Keras.Layers.Reshaping;

/// <summary>The layers of this folder.</summary>
internal static class ReshapingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("Reshape", config => new ReshapeLayer(config));
        table.Add("Flatten", config => new FlattenLayer(config));
        table.Add("Permute", config => new PermuteLayer(config));
        table.Add("RepeatVector", config => new RepeatVectorLayer(config));
        for (int axes = 1; axes <= 3; axes++)
        {
            int count = axes;
            table.Add($"ZeroPadding{axes}D", config => new ZeroPaddingLayer(config, count));
            table.Add($"Cropping{axes}D", config => new CroppingLayer(config, count));
            table.Add($"UpSampling{axes}D", config => new UpSamplingLayer(config, count));
        }
    }
}
