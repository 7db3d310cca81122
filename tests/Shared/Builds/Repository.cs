using System.Reflection;

namespace TypedModels.Tests.Builds;

/// <summary>Where the tests find what they build with.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Metadata("RepositoryFolder")));

    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The path of a model of the repository.</summary>
    public static string Model(string name) => Path.Combine(Folder, "models", name);

    /// <summary>What the project file told the assembly.</summary>
    public static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
