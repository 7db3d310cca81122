namespace TypedModels.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path in it.</summary>
    public static string At(params string[] names) => Path.Combine([Folder, .. names]);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "TypedModels.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository."));
}
