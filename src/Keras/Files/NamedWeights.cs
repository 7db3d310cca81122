using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Files;

/// <summary>Reads files of weights for models that are not of Keras's files, such as a SavedModel that was exported from the same model: by the names that Keras gave the weights.</summary>
internal sealed class NamedWeights : ModelWeights
{
    /// <inheritdoc/>
    public override string? OwnFile => null;

    /// <inheritdoc/>
    public override Checkpoint Open(string path, bool byName)
    {
        var file = KerasFile.Open(path);
        try
        {
            return Checkpoint.Of(path, new KerasCheckpoint(file, file.ListByName()), () => Open(path, byName));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
