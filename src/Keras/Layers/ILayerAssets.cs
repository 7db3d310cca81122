namespace TypedModels.Keras.Layers;

/// <summary>The files that layers were saved with beside their weights, such as vocabularies.</summary>
internal interface ILayerAssets
{
    /// <summary>Reads a file.</summary>
    /// <param name="layer">The layer's weights, by which its place is known.</param>
    /// <param name="name">The file's name, such as <c>vocabulary.txt</c>.</param>
    /// <returns>The file, or null where there is none.</returns>
    byte[]? Read(LayerWeights layer, string name);
}
