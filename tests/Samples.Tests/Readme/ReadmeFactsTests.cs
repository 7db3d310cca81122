using System.Text.RegularExpressions;
using System.Xml.Linq;
using TypedModels.Tests.Builds;
using TypedModels.Tests.Running;

namespace TypedModels.Tests.Readme;

/// <summary>What the README and the pages beside it say is what is there. That its code compiles is tested with the conventions.</summary>
public partial class ReadmeFactsTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Folder, "README.md"));

    public static TheoryData<string> Pages => ["README.md", "docs/getting-started.md", "docs/keras.md", "docs/benchmarks.md", "samples/FacePipeline/README.md", "samples/FacePipeline/pictures/README.md"];

    [Fact]
    public void TheFirstProgramIsTheSampleQuickstart() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Folder, "samples", "Quickstart", "Program.cs")), Blocks(s_readme, "csharp").First() + "\n");

    /// <summary>The compiler writes the documentation of the generated members, as an editor shows it, beside the sample's assembly.</summary>
    [Fact]
    public void TheTooltipIsTheGeneratedOne()
    {
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "FacePipeline.xml")).Descendants("member");
        var method = members.First(member => member.Attribute("name")!.Value.StartsWith("M:FacePipeline.FaceDetector.DetectFile(", StringComparison.Ordinal));

        Assert.Equal(Blocks(s_readme, "text").First(), method.Element("summary")!.Value.Trim());
    }

    [Fact]
    public void TheErrorsAreTheRealOnes()
    {
        using var embedder = FakeModels.Embedder();
        var wrongAxis = Assert.Throws<TensorArgumentException>(() => embedder.EmbedCrops(new float[7, 5], new byte[1, 1, 3], TestContext.Current.CancellationToken));
        var channelsFirst = Assert.Throws<TensorArgumentException>(() => embedder.Predict(new float[1, 1, 25, 25], TestContext.Current.CancellationToken));

        Assert.Equal([wrongAxis.Message, channelsFirst.Message], Blocks(s_readme, "text").Skip(1));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLinkLeadsToAFileOfTheRepository(string page)
    {
        string file = Path.Combine(Repository.Folder, page);

        foreach (string target in Link().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith("https://", StringComparison.Ordinal)))
        {
            string path = Path.Combine(Path.GetDirectoryName(file)!, target.Split('#')[0]);
            Assert.True(Path.Exists(path), $"{page} links to {target}, which is not there.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryProjectAndModelThatACommandNamesIsThere(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Folder, page));

        foreach (string path in CommandPath().Matches(text).Select(match => match.Value))
        {
            Assert.True(Path.Exists(Path.Combine(Repository.Folder, path)), $"{page} names {path}, which is not there.");
        }
    }

    private static List<string> Blocks(string text, string language) =>
        [.. Block().Matches(text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    [GeneratedRegex(@"^```(\w*)\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=^dotnet .*)\b(samples|src|models)/[\w./-]*\w", RegexOptions.Multiline)]
    private static partial Regex CommandPath();
}
