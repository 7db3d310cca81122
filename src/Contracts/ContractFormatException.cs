namespace TypedModels;

/// <summary>A contract's text cannot be read.</summary>
/// <param name="line">The line, counted from 1.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class ContractFormatException(int line, string problem) : FormatException($"Contract line {line}: {problem}.")
{
    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong, without the line.</summary>
    public string Problem { get; } = problem;

    /// <summary>Whether the text is of a newer version of the format.</summary>
    public bool IsNewer { get; init; }
}
