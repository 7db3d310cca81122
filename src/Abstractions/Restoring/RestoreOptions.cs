namespace TypedModels;

/// <summary>How a checkpoint is restored into a model that is loaded.</summary>
public sealed record RestoreOptions
{
    /// <summary>What variables are called in the checkpoint, where that is not what the model calls them; of several that fit, the one with the longest <see cref="VariableRename.To"/> counts.</summary>
    public IReadOnlyList<VariableRename> VariableMap { get; init; } = [];

    /// <summary>What the names of the variables to restore begin with, as the model calls them, such as <c>decoder_b/</c>; null for all. The others keep their values.</summary>
    public string? Only { get; init; }

    /// <summary>
    /// Whether the layers of a file of weights of Keras are told by their names, and not by their order: layers that only one side has are passed over, as by <c>load_weights(by_name=True)</c>. Checkpoints are always told by
    /// names.
    /// </summary>
    public bool ByName { get; init; }

    /// <summary>Whether variables that the checkpoint does not hold keep their values; else nothing is restored then.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Whether variables that the checkpoint holds in another shape or type keep their values; else nothing is restored then.</summary>
    public bool SkipMismatched { get; init; }
}
