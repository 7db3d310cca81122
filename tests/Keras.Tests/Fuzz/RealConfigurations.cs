using TypedModels.Formats.Archives;
using TypedModels.Formats.Hdf5;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>The configurations of files that Keras wrote.</summary>
internal static class RealConfigurations
{
    /// <summary>The files of Keras in this repository.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(ModelsFolder()).Concat(Directory.EnumerateFiles(Path.GetDirectoryName(WeightFixture.PathOf("x"))!))
            .Where(file => Path.GetExtension(file) is ".keras" or ".h5" or ".json")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What those that describe models describe, as JSON.</summary>
    public static IReadOnlyList<(string Name, string Json)> All { get; } = [.. Files.Select(file => (Path.GetFileName(file), ConfigOf(file))).Where(config => config.Item2 is not null).Select(config => (config.Item1, config.Item2!))];

    private static string? ConfigOf(string file)
    {
        switch (Path.GetExtension(file))
        {
            case ".json":
                return File.ReadAllText(file);
            case ".keras":
                using (var archive = ArchiveFile.Open(file))
                {
                    return System.Text.Encoding.UTF8.GetString(archive.Find("config.json")!.ReadAll(1 << 20));
                }

            default:
                using (var content = Hdf5File.Open(file))
                {
                    return content.Root.Attributes.Find("model_config") is null ? null : content.Root.Attributes.Text("model_config");
                }
        }
    }

    private static string ModelsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TypedModels.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "models", "keras");
    }
}
