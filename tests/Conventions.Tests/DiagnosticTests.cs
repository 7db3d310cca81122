extern alias generator;

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace TypedModels.Tests;

/// <summary>Every diagnostic is complete: page, title, row of the release table, test.</summary>
public sealed partial class DiagnosticTests
{
    private static readonly DiagnosticDescriptor[] s_descriptors =
    [
        .. typeof(generator::TypedModels.Generator.ModelGenerator).Assembly.GetType("TypedModels.Generator.Diagnostics.DiagnosticDescriptors", throwOnError: true)!
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>(),
    ];

    /// <summary>Id and title of what the generator and the task report.</summary>
    private static (string Id, string Title)[] Titles { get; } =
        [.. s_descriptors.Select(descriptor => (descriptor.Id, descriptor.Title.ToString())), .. ExtractionErrors()];

    [Fact]
    public void NoIdIsUsedTwice()
    {
        Assert.True(Titles.Length > 30, "The diagnostics were not found.");
        Assert.Empty(Titles.GroupBy(title => title.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void EveryIdOfTheSourcesHasAPageAndEveryPageAnId()
    {
        var ids = Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.targets")).SelectMany(file => Id().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct().Order();
        var pages = Repository.Files("docs/diagnostics", "TYMD*.md").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(ids, pages);
    }

    [Fact]
    public void ThePagesHeadingIsTheTitle() =>
        Assert.Empty(Titles.Where(title => PageHeading(title.Id) != $"# {title.Id}: {title.Title}").Select(title => $"{PageHeading(title.Id)} ≠ # {title.Id}: {title.Title}"));

    [Fact]
    public void EveryDescriptorHasItsRowInTheReleaseTable()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Folder, "src/Generator/AnalyzerReleases.Unshipped.md")) + File.ReadAllText(Path.Combine(Repository.Folder, "src/Generator/AnalyzerReleases.Shipped.md"));
        var missing = s_descriptors.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}").Where(row => !table.Contains(row, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void EveryDescriptorIsDescribedAndLinksToItsPage() => Assert.All(s_descriptors, descriptor =>
    {
        Assert.Matches("^TYMD[0-9]{4}$", descriptor.Id);
        Assert.EndsWith($"docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith("TypedModels.", descriptor.Category, StringComparison.Ordinal);
        Assert.NotEqual("", descriptor.Description.ToString());
        Assert.DoesNotMatch(@"\.$", descriptor.Title.ToString());
    });

    [Fact]
    public void EveryIdIsNamedByATest()
    {
        string tests = string.Join('\n', Repository.Files("tests", "*.cs").Select(File.ReadAllText));

        Assert.All(Repository.Files("docs/diagnostics", "TYMD*.md").Select(file => Path.GetFileNameWithoutExtension(file)), id => Assert.True(IsNamed(tests, id), $"No test names {id}."));
    }

    /// <summary>By its number, or by the name of its field.</summary>
    private static bool IsNamed(string tests, string id) =>
        tests.Contains(id, StringComparison.Ordinal) || ExtractionFields().Any(field => field.Id == id && tests.Contains("ExtractionError." + field.Name, StringComparison.Ordinal));

    private static string PageHeading(string id)
    {
        string page = Path.Combine(Repository.Folder, "docs", "diagnostics", id + ".md");
        return File.Exists(page) ? File.ReadLines(page).First() : "(no page)";
    }

    private static IEnumerable<(string Id, string Title)> ExtractionErrors() => ExtractionFields().Select(field => (field.Id, field.Title));

    private static IEnumerable<(string Name, string Id, string Title)> ExtractionFields()
    {
        var type = Assembly.Load("TypedModels.Formats").GetType("TypedModels.Formats.ExtractionError", throwOnError: true)!;
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            object error = field.GetValue(null)!;
            yield return (field.Name, (string)type.GetProperty("Id")!.GetValue(error)!, (string)type.GetProperty("Title")!.GetValue(error)!);
        }
    }

    [GeneratedRegex("TYMD[0-9]{4}")]
    private static partial Regex Id();
}
