using TypedModels.Formats.Extraction;

namespace TypedModels.Tests;

/// <summary>The table in <c>models/README.md</c> says what is there.</summary>
public sealed class ModelsReadmeTests
{
    private const int MostNamedSignatures = 16;

    private static readonly string[] s_rows = File.ReadAllLines(Path.Combine(TestModels.Folder, "README.md"));

    public static TheoryData<string> AllModels => TestModels.All;

    [Theory, MemberData(nameof(AllModels))]
    public void EveryModelHasALineWithItsSignatures(string model)
    {
        string row = Assert.Single(s_rows, row => row.StartsWith($"| {model} |", StringComparison.Ordinal));
        var document = ContractExtractor.ExtractFolder(TestModels.FolderOf(model), model, model).Document;
        string[] keys = [.. document.TagSets.SelectMany(tagSet => tagSet.Signatures).Select(signature => signature.Key).Distinct()];

        if (keys.Length > MostNamedSignatures)
        {
            Assert.Contains($"| {keys.Length} signatures |", row, StringComparison.Ordinal);
        }
        else
        {
            Assert.All(keys, key => Assert.Contains($"`{key}`", row, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void EveryRefusedModelHasALine() =>
        Assert.All(
            Directory.GetDirectories(TestModels.FolderOf("refused")).Select(Path.GetFileName),
            model => Assert.Single(s_rows, row => row.StartsWith($"| refused/{model} |", StringComparison.Ordinal)));
}
