using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests;

public sealed class TerminalTests
{
    private const char Escape = '\u001b';

    [Fact]
    public async Task ATerminalGetsColours()
    {
        var run = await ToolRun.OnTerminal("inspect", TestModels.FolderOf("add"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(Escape, run.Output);
    }

    [Fact]
    public async Task ProgressIsShownOnTheTerminalThatTheChatterGoesTo()
    {
        var check = await ToolRun.OnTerminal("check", TestModels.FolderOf("digits"), TestModels.AnswersOf("digits"));
        var bench = await ToolRun.OnTerminal("bench", TestModels.FolderOf("add"), "--seconds", "0.5");

        Assert.Equal((0, 0), (check.Code, bench.Code));

        // What is written there depends on how long the model takes; that the cursor is hidden for it does not.
        Assert.Contains($"{Escape}[?25l", check.Error, StringComparison.Ordinal);
        Assert.Contains("measuring", bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("measuring", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonIsPlainOnATerminalToo()
    {
        var run = await ToolRun.OnTerminal("check", TestModels.FolderOf("add"), TestModels.AnswersOf("add"), "--json");

        Assert.DoesNotContain(Escape, run.Output);
        Assert.Equal(1, run.Json.GetProperty("passed").GetInt32());
    }

    [Fact]
    public async Task AnErrorIsColouredAndSaidOnce()
    {
        var run = await ToolRun.OnTerminal("inspect", "models/nowhere");

        Assert.Equal(3, run.Code);
        Assert.Equal("", run.Output);
        Assert.Contains(Escape, run.Error);
        Assert.Equal(2, run.Error.Split("There is no such folder").Length);
    }
}
