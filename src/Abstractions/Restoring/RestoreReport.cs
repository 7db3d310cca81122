namespace TypedModels;

/// <summary>What a restore did.</summary>
public sealed record RestoreReport
{
    /// <summary>The checkpoint: the path without <c>.index</c>.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The variables that have values of the checkpoint now, as the model calls them, in ordinal order.</summary>
    public required IReadOnlyList<string> Restored { get; init; }

    /// <summary>The variables that kept their values: not asked for, or missing or of another shape where that was allowed.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>The tensors of the checkpoint that no variable of the model takes, in ordinal order: an optimizer's, another model's.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }
}
