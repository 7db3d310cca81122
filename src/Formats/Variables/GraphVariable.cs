namespace TypedModels.Formats.Variables;

/// <summary>A variable of a graph, and the names under which checkpoints hold it.</summary>
internal sealed record GraphVariable
{
    /// <summary>The name of the node that makes it.</summary>
    public required string Node { get; init; }

    /// <summary>The function whose body holds that node; null when the graph itself does.</summary>
    public required string? Function { get; init; }

    /// <summary>How the graph holds it.</summary>
    public required VariableKind Kind { get; init; }

    /// <summary>The type of its elements.</summary>
    public required DataType DataType { get; init; }

    /// <summary>The shape that the graph declares; may be unknown.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>Where checkpoints hold it: where the graph's own saver looks first; at least one.</summary>
    public required IReadOnlyList<SavedName> SavedNames { get; init; }

    /// <summary>Whether an operation of the graph restores it, or its name alone is known.</summary>
    public required bool IsRestored { get; init; }

    /// <summary>The name of the tensor that holds it in checkpoints of the graph's own saver.</summary>
    public string CheckpointKey => SavedNames[0].Key;

    /// <summary>What it takes of that tensor; null for all of it.</summary>
    public SavedPart? Part => SavedNames[0].Part;
}
