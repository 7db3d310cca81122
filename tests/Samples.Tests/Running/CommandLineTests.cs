using FacePipeline;
using FacePipeline.Faces;

namespace TypedModels.Tests.Running;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels-faces-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void ThePageIsWrittenAndTheTerminalSaysWhatIsOnIt()
    {
        string page = Path.Combine(_folder, "party.html");

        Assert.Equal(0, Run(_ => FakeModels.Report(3), "--out", page));

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("party.png, 400 x 300 pixels: 3 faces", _output.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +1 +1\.00 +0 +0 +8 +6 +face 3 \(1\.00\)", _output.ToString());
        Assert.Contains($"Page: {page}", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void AnEarlierPageIsReplacedAndNothingElseStaysBehind()
    {
        string page = Path.Combine(_folder, "faces.html");
        File.WriteAllText(page, new string('x', 1_000_000));

        Assert.Equal(0, Run(_ => FakeModels.Report(0), "--out", page));

        Assert.EndsWith("</html>\n", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal([page], Directory.GetFiles(_folder));
    }

    [Fact]
    public void HelpIsNoError()
    {
        Assert.Equal(0, Run(_ => throw new InvalidOperationException("Help runs nothing."), "--help"));
        Assert.Contains("--threshold", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongArgumentIsSaidBeforeAnythingRuns()
    {
        Assert.Equal(2, Run(_ => throw new InvalidOperationException("Nothing is to be run."), "--max-faces", "many"));
        Assert.Contains("--max-faces is 'many'", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingPictureIsNamed()
    {
        Assert.Equal(1, Run(Read, Path.Combine(_folder, "nobody.png")));
        Assert.Contains("nobody.png", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Is the name right?", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNoPicture()
    {
        Assert.Equal(1, Run(Read, _folder));
        Assert.Contains("is a folder", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing/faces.html", 1, "there is no such folder")]
    [InlineData("taken.html", 1, "that is a folder")]
    [InlineData("party.png", 2, "let --out end with .html")]
    public void APageThatCannotBeWrittenIsSaidWithItsReason(string name, int exitCode, string reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "taken.html"));

        Assert.Equal(exitCode, Run(_ => FakeModels.Report(1), "--out", Path.Combine(_folder, name)));

        Assert.Contains(reason, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnEngineEveryPlaceThatWasTriedIsSaid()
    {
        Assert.Equal(3, Run(_ => throw new EngineNotFoundException("face_detector", "No library:\n  here: no such file", []), []));
        Assert.Equal($"No library:\n  here: no such file{Environment.NewLine}", _error.ToString());
    }

    [Theory]
    [InlineData(ModelErrorCode.InvalidArgument, "'notes.txt' is not a picture that the model can read")]
    [InlineData(ModelErrorCode.ResourceExhausted, "'notes.txt' is too large for the memory of this computer")]
    [InlineData(ModelErrorCode.Internal, "The models failed on 'notes.txt'")]
    public void AnErrorOfAModelIsPutIntoASentenceAndKept(ModelErrorCode code, string sentence)
    {
        Assert.Equal(1, Run(_ => throw new ModelRunException("face_detector", "detect_file", code, "the model's own words"), "notes.txt"));
        Assert.Contains(sentence, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the model's own words", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static FaceReport Read(Arguments arguments) => FakeModels.Report(1, Picture.Read(arguments.Picture));

    private int Run(Func<Arguments, FaceReport> pipeline, params string[] args) => CommandLine.Run(args, _output, _error, pipeline);
}
