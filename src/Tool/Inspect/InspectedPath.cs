using TypedModels.Formats.Models;

namespace TypedModels.Tool.Inspect;

/// <summary>Tells whether a path means a model or a checkpoint.</summary>
internal static class InspectedPath
{
    /// <summary>Whether there is no model at the path, and files of a checkpoint are: the prefix, one of its files, or a folder.</summary>
    public static bool IsCheckpoint(string path)
    {
        if (Directory.Exists(path))
        {
            return !File.Exists(Path.Combine(path, "saved_model.pb")) && !File.Exists(Path.Combine(path, "saved_model.pbtxt"))
                && (File.Exists(Path.Combine(path, "checkpoint")) || Directory.EnumerateFiles(path, "*.index").Any());
        }

        return (ModelFile.KindOf(path) == ModelFileKind.SavedModel && Path.GetFileName(path) != "saved_model.pb")
            && (File.Exists(path) || File.Exists(path + ".index"));
    }
}
