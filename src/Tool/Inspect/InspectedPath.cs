using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Weights;

namespace TypedModels.Tool.Inspect;

/// <summary>Tells whether a path means a model or a checkpoint.</summary>
internal static class InspectedPath
{
    /// <summary>Whether there is no model at the path, and files of a checkpoint are: the prefix, one of its files, or a folder; or a file of Keras that holds weights alone.</summary>
    public static bool IsCheckpoint(string path)
    {
        try
        {
            return Directory.Exists(path) ? !IsSavedModel(path) && HoldsCheckpoint(path) : IsCheckpointFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // Whoever reads it as a model says what keeps it from being read.
        }
    }

    private static bool IsSavedModel(string folder) => File.Exists(Path.Combine(folder, SavedModelFile.FileName)) || File.Exists(Path.Combine(folder, SavedModelFile.TextFileName));

    private static bool HoldsCheckpoint(string folder) => File.Exists(Path.Combine(folder, CheckpointState.FileName)) || Directory.EnumerateFiles(folder, "*.index").Any();

    private static bool IsCheckpointFile(string path) => KerasFile.HoldsWeightsAlone(path) || (
        ModelFile.KindOf(path) == ModelFileKind.SavedModel
        && Path.GetFileName(path) is not (SavedModelFile.FileName or SavedModelFile.TextFileName)
        && (File.Exists(BundleSource.IndexOf(path)) || SavedSlicesFiles.IsAt(path))
        && !(File.Exists(path) && OtherFile.OfAnotherFormat(path) is not null));
}
