namespace TypedModels;

/// <summary>What the names of some variables begin with in a checkpoint, and what they begin with in the graph.</summary>
/// <param name="From">The beginning in the checkpoint, such as <c>model_a/</c>; a whole name for one variable.</param>
/// <param name="To">What stands there in the graph; may be empty.</param>
public sealed record VariableRename(string From, string To);
