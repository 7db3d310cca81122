namespace TypedModels.Tool;

/// <summary>What the process says when it ends. Scripts rely on these numbers; <c>docs/tool.md</c> lists them.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The model gives other answers than the recorded ones.</summary>
    public const int Disagreement = 1;

    /// <summary>The command line asks for something that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>The model cannot be read or loaded.</summary>
    public const int ModelUnusable = 3;

    /// <summary>No engine on this computer can run the model.</summary>
    public const int EngineNotFound = 4;

    /// <summary>A file that the command was given beside the model cannot be read.</summary>
    public const int FileUnreadable = 5;

    /// <summary>A call that should have worked failed inside the model.</summary>
    public const int CallFailed = 6;

    /// <summary>An error of the tool itself.</summary>
    public const int Unexpected = 70;

    /// <summary>The user ended the command (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
