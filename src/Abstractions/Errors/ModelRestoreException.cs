namespace TypedModels;

/// <summary>A checkpoint does not fit the variables of a loaded model. Nothing was restored: the model has the weights that it had.</summary>
/// <param name="model">The model's short name.</param>
/// <param name="checkpoint">The checkpoint: the path without <c>.index</c>.</param>
/// <param name="message">All that does not fit, in one message.</param>
/// <param name="inner">What led to it.</param>
public sealed class ModelRestoreException(string model, string checkpoint, string message, Exception? inner = null) : ModelException(model, message, inner)
{
    /// <summary>The checkpoint: the path without <c>.index</c>.</summary>
    public string Checkpoint { get; } = checkpoint;

    /// <summary>The variables that the checkpoint does not hold, as the model calls them.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The variables whose tensors in the checkpoint have another shape or element type.</summary>
    public IReadOnlyList<string> Mismatched { get; init; } = [];

    /// <summary>The tensors of the checkpoint that no variable takes.</summary>
    public IReadOnlyList<string> Unexpected { get; init; } = [];
}
