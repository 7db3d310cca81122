using System.Reflection;
using TypedModels.Formats;

namespace TypedModels.Tests;

public sealed class ExtractionErrorTests
{
    [Fact]
    public void EveryErrorIsListedOnceInTheOrderOfItsId()
    {
        var declared = typeof(ExtractionError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ExtractionError>();

        Assert.Equal(declared.OrderBy(error => error.Id, StringComparer.Ordinal), ExtractionError.All);
        Assert.Equal(ExtractionError.All.Count, ExtractionError.All.Select(error => error.Id).Distinct().Count());
        Assert.All(ExtractionError.All, error => Assert.Matches("^TYMD10[0-9]{2}$", error.Id));
    }

    [Fact]
    public void EveryErrorHasAPageWithItsTitleAnExampleAndHowToSilenceIt() =>
        Assert.All(ExtractionError.All, error =>
        {
            string page = File.ReadAllText(Path.Combine(TestModels.Repository, "docs", "diagnostics", error.Id + ".md"));
            Assert.StartsWith($"# {error.Id}: {error.Title}\n", page, StringComparison.Ordinal);
            Assert.All((string[])["wrong", "right", "silenced"], word => Assert.Contains(word, page, StringComparison.Ordinal));
        });

    [Fact]
    public void EveryErrorIsRaisedInATest()
    {
        // What only the command refuses is tested with it, and what only models of Keras have, with the task.
        string[] folders = ["Formats.Tests", Path.Combine("Tool.Tests", "Inspect"), "Generator.Tasks.Tests"];
        string tests = string.Concat(folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestModels.Repository, "tests", folder), "*.cs")).Select(File.ReadAllText));

        Assert.All(ExtractionError.All, error => Assert.Contains($"\"{error.Id}\"", tests, StringComparison.Ordinal));
    }
}
