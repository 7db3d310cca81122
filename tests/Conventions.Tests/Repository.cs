namespace TypedModels.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The files below a folder of the repository that match a pattern, without what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The path as messages write it.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TypedModels.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }
}
