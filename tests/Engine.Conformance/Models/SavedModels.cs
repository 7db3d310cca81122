namespace TypedModels.Engine.Conformance.Models;

/// <summary>The SavedModels of the repository, and those that lie beside it.</summary>
internal static class SavedModels
{
    // Not to be compared by made-up calls: refused ones, and a single file of weights for many others.
    private static readonly string[] s_leftOut = ["refused", "answers", "golden"];

    /// <summary>The folders that hold models.</summary>
    public static IEnumerable<string> Folders => new[] { Path.Combine(RepositoryFiles.Root, "models"), Path.Combine(RepositoryFiles.Root, "../shared/models") }.Where(Directory.Exists);

    /// <summary>The names of all models, each once.</summary>
    public static IEnumerable<string> Names => Folders
        .SelectMany(folder => Directory.EnumerateFiles(folder, "saved_model.pb", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/')))
        .Where(name => !s_leftOut.Contains(name.Split('/')[0]))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>The folder of a model.</summary>
    public static string FolderOf(string name) => Folders.Select(folder => Path.Combine(folder, name)).First(folder => File.Exists(Path.Combine(folder, "saved_model.pb")));
}
