namespace TypedModels.Engine.Text;

/// <summary>A compiled pattern: a nondeterministic automaton over bytes.</summary>
internal sealed class RegexProgram(RegexInstruction[] instructions, int start)
{
    /// <summary>The position of the instruction that fails.</summary>
    public const int Fail = 0;

    /// <summary>The position of the instruction that matches.</summary>
    public const int Match = 1;

    public RegexInstruction[] Instructions { get; } = instructions;

    /// <summary>Where a match that begins at the current position starts.</summary>
    public int Start { get; } = start;
}
