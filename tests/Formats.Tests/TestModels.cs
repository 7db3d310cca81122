namespace TypedModels.Tests;

/// <summary>The models in the repository, and more beside it where they are there.</summary>
internal static class TestModels
{
    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder <c>models</c>.</summary>
    public static string Folder => Path.Combine(Repository, "models");

    /// <summary>Further models beside the repository, or null.</summary>
    public static string? SharedFolder { get; } = Path.Combine(Repository, "..", "shared", "models") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    /// <summary>The names of the models that can be read, such as <c>ops/binary</c>.</summary>
    public static IEnumerable<string> Names => NamesIn(Folder).Where(name => !name.StartsWith("refused", StringComparison.Ordinal));

    /// <summary>The same as theory data.</summary>
    public static TheoryData<string> All => [.. Names];

    /// <summary>The names of the SavedModels somewhere below a folder, with forward slashes.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "saved_model.pb", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The folder of a model.</summary>
    public static string FolderOf(string name) => Path.Combine(Folder, name);

    private static string FindRepository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TypedModels.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }
}
