namespace TypedModels.Keras.Layers.Pooling;

/// <summary>The layers of this folder.</summary>
internal static class PoolingLayers
{
    /// <summary>Adds them to the table of all layers, under their short names as well.</summary>
    public static void AddTo(LayerTable table)
    {
        for (int axes = 1; axes <= 3; axes++)
        {
            Add(table, axes, PoolingKind.Max, "Max", "Max");
            Add(table, axes, PoolingKind.Average, "Average", "Avg");
        }
    }

    private static void Add(LayerTable table, int axes, PoolingKind kind, string name, string shortName)
    {
        foreach (string full in (string[])[$"{name}Pooling{axes}D", $"{shortName}Pool{axes}D"])
        {
            table.Add(full, config => new PoolingLayer(config, axes, kind));
            table.Add("Global" + full, config => new GlobalPoolingLayer(config, axes, kind));
        }

        table.Add($"Adaptive{name}Pooling{axes}D", config => new AdaptivePoolingLayer(config, axes, kind));
    }
}
