using TypedModels.Formats.Archives;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Files;

/// <summary>The files that layers were saved with: those of an archive; none of other files.</summary>
/// <param name="archive">The archive, or null.</param>
internal sealed class ArchiveAssets(ArchiveFile? archive) : ILayerAssets
{
    /// <inheritdoc/>
    public byte[]? Read(LayerWeights layer, string name) =>
        layer.Groups.Select(group => archive?.Find($"assets/{group}/{name}")).FirstOrDefault(entry => entry is not null)?.ReadAll(KerasFile.LongestConfig);
}
