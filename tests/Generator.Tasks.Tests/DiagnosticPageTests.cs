using System.Text.RegularExpressions;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

public sealed partial class DiagnosticPageTests
{
    [Fact]
    public void EachSetUpErrorHasAPageThatBeginsWithItsId()
    {
        string source = Path.Combine(Repository.Folder, "src", "Generator.Tasks");
        string[] ids = [.. new[] { "ExtractContracts.cs", "build/TypedModels.targets" }
            .SelectMany(file => Id().Matches(File.ReadAllText(Path.Combine(source, file))).Select(match => match.Value)).Distinct().Order(StringComparer.Ordinal)];

        string pages = Path.Combine(Repository.Folder, "docs", "diagnostics");
        Assert.Equal(ids, Directory.GetFiles(pages, "TYMD11*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.StartsWith($"# {id}: ", File.ReadAllText(Path.Combine(pages, id + ".md")), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"TYMD11\d\d")]
    private static partial Regex Id();
}
