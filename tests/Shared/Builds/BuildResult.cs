using System.Text.RegularExpressions;

namespace TypedModels.Tests.Builds;

/// <summary>What a build did.</summary>
/// <param name="Command">How it ended and what it printed.</param>
/// <param name="Log">Its detailed log.</param>
internal sealed partial record BuildResult(CommandResult Command, string Log)
{
    /// <summary>Whether the task read the models.</summary>
    public bool Extracted => Ran("TypedModelsExtractContracts");

    /// <summary>Whether the compiler ran.</summary>
    public bool Compiled => Ran("CoreCompile");

    /// <summary>The errors and warnings, each once, in the order in which they came.</summary>
    public IReadOnlyList<BuildMessage> Messages { get; } =
        [.. MessageLine().Matches(Command.Output)
            .Select(match => new BuildMessage(match.Groups["severity"].Value, match.Groups["id"].Value, match.Groups["file"].Value.Trim(), match.Groups["text"].Value.Trim()))
            .Distinct()];

    /// <summary>The same result, if the build succeeded without a warning.</summary>
    public BuildResult Succeeded()
    {
        Assert.True(Command.ExitCode == 0 && Messages.Count == 0, $"exit code {Command.ExitCode}\n{Command.Output}\n{Command.Errors}");
        return this;
    }

    /// <summary>The errors, if the build failed.</summary>
    public IReadOnlyList<BuildMessage> Failed()
    {
        Assert.True(Command.ExitCode != 0, $"The build succeeded.\n{Command.Output}");
        return [.. Messages.Where(message => message.Severity == "error")];
    }

    private bool Ran(string target)
    {
        bool skipped = Log.Contains($"Skipping target \"{target}\" because all output files are up-to-date", StringComparison.Ordinal);
        bool built = Log.Contains($"Building target \"{target}\" completely", StringComparison.Ordinal) || Log.Contains($"Building target \"{target}\" partially", StringComparison.Ordinal);
        Assert.True(skipped ^ built, $"The log does not say what became of {target}.\n{Command.Output}");
        return built;
    }

    [GeneratedRegex(@"^\s*(?<file>.*?)\s*: (?<severity>error|warning) (?<id>[A-Z]+\d+): (?<text>.*?)( \[[^\]]*proj(::[^\]]*)?\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex MessageLine();
}

/// <summary>An error or a warning of a build.</summary>
internal sealed record BuildMessage(string Severity, string Id, string File, string Text);
