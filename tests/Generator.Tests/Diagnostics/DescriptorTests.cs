using System.Reflection;
using System.Text.RegularExpressions;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic is complete: id, texts, link, page, release table, test.</summary>
public partial class DescriptorTests
{
    private static readonly DiagnosticDescriptor[] s_descriptors = [.. typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];

    public static TheoryData<string> Ids => [.. s_descriptors.Select(descriptor => descriptor.Id)];

    [Fact]
    public void IdsAreUniqueAndInTheirRanges()
    {
        Assert.NotEmpty(s_descriptors);
        Assert.Distinct(s_descriptors.Select(descriptor => descriptor.Id));
        Assert.All(s_descriptors, descriptor => Assert.Matches(descriptor.Category switch
        {
            "TypedModels.Declaration" => "^TYMD00[0-9]{2}$",
            "TypedModels.Contract" => "^TYMD01[0-9]{2}$",
            "TypedModels.Signature" => "^TYMD02[0-9]{2}$",
            _ => "^TYMD9000$",
        }, descriptor.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TextsAreComplete(string id)
    {
        var descriptor = DiagnosticDescriptors.Find(id);
        Assert.DoesNotMatch("[.]$", descriptor.Title.ToString());
        Assert.DoesNotMatch("[.]$", descriptor.MessageFormat.ToString());
        Assert.Matches("[.]$", descriptor.Description.ToString());
        Assert.Equal($"https://github.com/typedmodels/typedmodels/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void APageExplains(string id)
    {
        string page = File.ReadAllText(Path.Combine(TestModels.Repository, "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {DiagnosticDescriptors.Find(id).Title}\n\n", page);
        Assert.Matches("(?i)wrong", page);
        Assert.Matches("(?i)right", page);
        Assert.Matches("(?i)silence|severity", page);
    }

    [Fact]
    public void PagesOfTheGeneratorBelongToDiagnostics()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(TestModels.Repository, "docs", "diagnostics"), "TYMD*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(id => id[4] == '9' || string.CompareOrdinal(id, "TYMD1000") < 0);
        Assert.Equal(s_descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheReleaseTableHasARow(string id)
    {
        var descriptor = DiagnosticDescriptors.Find(id);
        string folder = Path.Combine(TestModels.Repository, "src", "Generator");
        string tables = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"));
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}, [page]({descriptor.HelpLinkUri})", tables, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ATestExpectsIt(string id)
    {
        string tests = Path.Combine(TestModels.Repository, "tests", "Generator.Tests");
        Assert.Contains(
            Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories),
            file => Regex.IsMatch(File.ReadAllText(file), $"\"{id}[:\"]"));
    }
}
