namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>The layers of this folder.</summary>
internal static class NormalisationLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        // The versions of TensorFlow 1, and the one that gathers its means from several processors, compute the same when they do not train.
        foreach (string name in (string[])["BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization"])
        {
            table.Add(name, config => new BatchNormalizationLayer(config));
        }

        table.Add("LayerNormalization", config => new LayerNormalizationLayer(config));
        table.Add("GroupNormalization", config => new GroupNormalizationLayer(config));
        table.Add("RMSNormalization", config => new RmsNormalizationLayer(config));
        table.Add("UnitNormalization", config => new UnitNormalizationLayer(config));
        table.Add("SpectralNormalization", config => new SpectralNormalizationLayer(config));
    }
}
