using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "Required command")]
    [InlineData("inspekt", "'inspekt'")]
    [InlineData("inspect", "Required argument missing for command: 'inspect'")]
    [InlineData("inspect model --colour", "--colour")]
    [InlineData("check model", "Required argument missing for command: 'check'")]
    [InlineData("check model answers.json --rtol -1", "--rtol is -1, expected a number of at least 0.")]
    [InlineData("check model answers.json --atol NaN", "--atol is NaN, expected a number of at least 0.")]
    [InlineData("check model answers.json --atol few", "few")]
    [InlineData("check model answers.json --engine python", "python")]
    [InlineData("bench model --seconds 0", "--seconds is 0, expected a number of at least 0.01.")]
    [InlineData("bench model --threads 0", "--threads is 0, expected a number of at least 1.")]
    [InlineData("bench model --callers 0", "--callers is 0, expected a number of at least 1.")]
    [InlineData("bench model --batch 0", "--batch is 0, expected a number of at least 1.")]
    [InlineData("bench model --answers a.json --batch 2", "Give --batch or --answers.")]
    [InlineData("convert model", "Required argument missing for command: 'convert'")]
    [InlineData("check model answers.json --checkpoint", "Required argument missing for option: '--checkpoint'")]
    [InlineData("bench model --case one", "--case names a case of recorded answers: give them with --answers.")]
    public async Task AWrongCommandLineIsRefusedAndExitsWith2(string line, string message)
    {
        var run = await ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help'.", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("check")]
    [InlineData("bench")]
    [InlineData("convert")]
    public async Task HelpIsDataAndNoError(string command)
    {
        var run = await ToolRun.Of(command, "--help");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("MODEL", run.Output, StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect", "")]
    [InlineData("check", "answers")]
    [InlineData("bench", "")]
    public async Task AModelThatIsNotThereExitsWith3(string command, string answers)
    {
        string[] rest = answers.Length == 0 ? [] : [TestModels.AnswersOf("add")];
        var run = await ToolRun.Of([command, "models/nowhere", .. rest]);

        Assert.Equal(3, run.Code);
        Assert.Contains("models/nowhere: There is no such folder.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnEngineEveryPlaceIsListedAndTheExitCodeIs4()
    {
        var environment = new Dictionary<string, string?> { ["TYPEDMODELS_TENSORFLOW"] = Path.Combine(AppContext.BaseDirectory, "no-library-here") };
        var run = await ToolProcess.Run(environment, "check", TestModels.FolderOf("add"), TestModels.AnswersOf("add"), "--engine", "tensorflow");

        Assert.Equal(4, run.Code);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error: TensorFlow's C library is needed but was not found", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-library-here", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COLORTERM", "truecolor")]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task RedirectedOutputHasNoEscapeCodesAndNoBrokenLines(string variable, string value)
    {
        var environment = new Dictionary<string, string?> { ["TERM"] = "xterm-256color", [variable] = value };
        var run = await ToolProcess.Run(environment, "inspect", TestModels.FolderOf("names"), "--tensors");

        Assert.Equal(0, run.Code);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
        Assert.DoesNotContain(" \n", run.Output, StringComparison.Ordinal);
        Assert.Contains("changes", (await ToolProcess.Run(environment, "inspect", TestModels.FolderOf("counter"))).Output, StringComparison.Ordinal);
    }
}
