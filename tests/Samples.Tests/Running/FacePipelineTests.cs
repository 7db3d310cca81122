using System.Xml.Linq;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Running;

/// <summary>The whole program, as it is started from a shell.</summary>
public sealed class FacePipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels-faces-").FullName;

    [Fact]
    public void FindsTheAstronaut()
    {
        var result = Run().Succeeded();

        Assert.Contains("astronaut.png, 512 x 512 pixels: 1 face", result.Output, StringComparison.Ordinal);
        var box = Assert.Single(Boxes("faces.html"));
        Assert.Equal("Face 1, score 0.98", box.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void FindsEveryFaceOfTheGroupAndWhoIsThereTwice()
    {
        var result = Run(Path.Combine(AppContext.BaseDirectory, "pictures", "group.png"), "--out", "group.html").Succeeded();

        Assert.Contains("group.png, 720 x 360 pixels: 8 faces", result.Output, StringComparison.Ordinal);
        Assert.Equal(8, Boxes("group.html").Count);
        Assert.Matches(@"(?m)^ +1 .*face 5 \(0\.[78]", result.Output);
        Assert.Matches(@"(?m)^ +5 .*face 1 \(0\.[78]", result.Output);
        Assert.Matches(@"(?m)^ +4 .*face 6 \(0\.[89]", result.Output);
        Assert.Matches(@"(?m)^ +6 .*face 4 \(0\.[89]", result.Output);
    }

    [Fact]
    public void SaysWhenThereAreNoFaces()
    {
        string picture = Path.Combine(_folder, "fog.png");
        File.WriteAllBytes(picture, Pictures.GrayPng.Write(new byte[80, 60]));

        var result = Run(picture).Succeeded();

        Assert.Contains("fog.png, 60 x 80 pixels: no faces", result.Output, StringComparison.Ordinal);
        Assert.Empty(Boxes("faces.html"));
    }

    [Fact]
    public void SaysWhenAFileIsNoPicture()
    {
        string file = Path.Combine(_folder, "notes.txt");
        File.WriteAllText(file, "These are notes.");

        var result = Run(file);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not a picture that the model can read", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Unknown image file format", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "faces.html")));
    }

    [Fact]
    public void TheFirstProgramOfTheReadmeRuns()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "pictures", "group.png"), Path.Combine(_folder, "crowd.png"));

        var result = Start("Quickstart").Succeeded();

        Assert.Equal($"9 faces, each described by 128 numbers{Environment.NewLine}", result.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CommandResult Run(params string[] arguments) => Start("FacePipeline", arguments);

    // There is no TensorFlow where it is looked for: the programs need none.
    private CommandResult Start(string program, params string[] arguments) => DotnetCommand.Start(
        "dotnet",
        _folder,
        [Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. arguments],
        new Dictionary<string, string?> { ["TYPEDMODELS_TENSORFLOW"] = Path.Combine(_folder, "nowhere") });

    private List<XElement> Boxes(string page) =>
        [.. XDocument.Load(Path.Combine(_folder, page)).Descendants("a").Where(element => (string?)element.Attribute("class") == "box")];
}
