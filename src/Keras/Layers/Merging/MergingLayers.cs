namespace TypedModels.Keras.Layers.Merging;

/// <summary>The layers of this folder.</summary>
internal static class MergingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("Add", config => new ElementwiseMergeLayer(config, "AddV2"));
        table.Add("Subtract", config => new ElementwiseMergeLayer(config, "Sub"));
        table.Add("Multiply", config => new MultiplyLayer(config));
        table.Add("Average", config => new ElementwiseMergeLayer(config, "AddV2", isMean: true));
        table.Add("Maximum", config => new ElementwiseMergeLayer(config, "Maximum"));
        table.Add("Minimum", config => new ElementwiseMergeLayer(config, "Minimum"));
        table.Add("Concatenate", config => new ConcatenateLayer(config));
        table.Add("Dot", config => new DotLayer(config));
        table.Add("Merge", Keras1Merge.Create);
    }
}
