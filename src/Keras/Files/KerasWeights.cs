using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Keras.Models;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Files;

/// <summary>Reads files of weights into a model of Keras.</summary>
/// <param name="graph">The model.</param>
/// <param name="ownFile">The model's own file, where it holds weights.</param>
internal sealed class KerasWeights(KerasGraph graph, string? ownFile) : ModelWeights
{
    /// <inheritdoc/>
    public override string? OwnFile => ownFile;

    /// <inheritdoc/>
    public override Checkpoint Open(string path, bool byName)
    {
        var (length, written) = StampOf(path);
        return Open(path, byName, () => StampOf(path) == (length, written)
            ? Open(path, byName)
            : throw new ModelFormatException(new ModelProblem(
                ExtractionError.Damaged, path, "The file of weights was written again since the model was loaded", "Put the file back as it was, restore the new one, or load the model again")));
    }

    private Checkpoint Open(string path, bool byName, Func<Checkpoint> reopen)
    {
        var file = KerasFile.Open(path);
        try
        {
            return Checkpoint.Of(path, new KerasCheckpoint(file, file.Match(graph, byName), graph.Weights.States), reopen);
        }
        catch (ModelFormatException exception)
        {
            file.Dispose();
            throw exception.In(path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static (long Length, DateTime Written) StampOf(string path) => new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;
}
