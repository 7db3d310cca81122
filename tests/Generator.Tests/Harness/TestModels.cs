extern alias contracts;

using TypedModels.Formats.Extraction;

namespace TypedModels.Generator.Tests.Harness;

/// <summary>The models in the repository, and more beside it where they are there, as contracts.</summary>
internal static class TestModels
{
    private static readonly string s_repository = FindRepository();

    /// <summary>The repository's folder.</summary>
    public static string Repository => s_repository;

    /// <summary>The models in the repository that can be read, such as <c>ops/binary</c>.</summary>
    public static TheoryData<string> All => [.. NamesIn(Path.Combine(s_repository, "models")).Where(name => !name.StartsWith("refused", StringComparison.Ordinal))];

    /// <summary>The folder of further models beside the repository, or null.</summary>
    public static string? SharedFolder { get; } =
        Path.GetFullPath(Path.Combine(s_repository, "..", "shared", "models")) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The names of the SavedModels somewhere below a folder, with forward slashes.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "saved_model.pb", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The contract of a model in the repository.</summary>
    public static ContractText ContractOf(string name) => ContractOf(Path.Combine(s_repository, "models", name), name);

    /// <summary>The contract of the model in a folder.</summary>
    public static ContractText ContractOf(string folder, string name)
    {
        var result = ContractExtractor.ExtractFolder(folder, name[(name.LastIndexOf('/') + 1)..], "models/" + name);
        return Contracts.Raw("models/" + name, contracts::TypedModels.ContractWriter.Write(result.Document));
    }

    /// <summary>The contract of a model in the repository and the list of its graphs, as a build writes them.</summary>
    /// <param name="path">The model below <c>models</c>: a folder, or a file.</param>
    /// <param name="checkpoints">The checkpoints that go with it.</param>
    public static ContractText[] FilesOf(string path, params string[] checkpoints)
    {
        var result = ContractExtractor.ExtractModel(Path.Combine(s_repository, "models", path), "models/" + path);
        var list = GraphLister.List(result.File, "models/" + path, checkpoints);
        return
        [
            Contracts.Raw("models/" + path, contracts::TypedModels.ContractWriter.Write(result.Document)),
            GraphLists.Raw("models/" + path, contracts::TypedModels.Graphs.GraphListWriter.Write(list)),
        ];
    }

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
