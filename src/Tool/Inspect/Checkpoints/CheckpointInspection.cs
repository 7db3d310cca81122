namespace TypedModels.Tool.Inspect.Checkpoints;

/// <summary>What <c>inspect</c> found in a checkpoint. Its members are the JSON of <c>inspect --json</c>: they may be added to, not changed.</summary>
internal sealed record CheckpointInspection
{
    /// <summary>The prefix of its files.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>How the checkpoint is stored: <c>checkpoint</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Whether it holds the object graph of <c>tf.train.Checkpoint</c>.</summary>
    public required bool IsObjectBased { get; init; }

    /// <summary>The number of elements of all tensors.</summary>
    public required long Elements { get; init; }

    /// <summary>The bytes that the tensors take.</summary>
    public required long Bytes { get; init; }

    /// <summary>The tensors, in the order of their names.</summary>
    public required IReadOnlyList<StoredTensorInspection> Tensors { get; init; }

    /// <summary>How it differs from another checkpoint; null when none was given.</summary>
    public CheckpointDifference? Difference { get; init; }
}

/// <summary>A tensor of a checkpoint.</summary>
internal sealed record StoredTensorInspection
{
    public required string Name { get; init; }

    /// <summary>The name that the object graph gives the variable, where it is another one; else null.</summary>
    public required string? FullName { get; init; }

    public required string Dtype { get; init; }

    public required IReadOnlyList<long> Shape { get; init; }

    public required long Elements { get; init; }

    /// <summary>The bytes it takes; null for text.</summary>
    public required long? Bytes { get; init; }

    /// <summary>The parts that it is stored in; 0 when it is whole.</summary>
    public required int Parts { get; init; }

    /// <summary>What its elements are like; null for text and for types without numbers.</summary>
    public required TensorStatistics? Statistics { get; init; }
}

/// <summary>What the elements of a tensor are like. What is no number, or infinite, enters none but its count.</summary>
/// <param name="Min">The smallest; null when there is no finite one.</param>
/// <param name="Max">The largest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation.</param>
/// <param name="Zeros">How many are 0.</param>
/// <param name="NotFinite">How many are infinite or no number.</param>
internal sealed record TensorStatistics(double? Min, double? Max, double? Mean, double? Deviation, long Zeros, long NotFinite);

/// <summary>How a checkpoint differs from another one.</summary>
internal sealed record CheckpointDifference
{
    /// <summary>The prefix of the other one.</summary>
    public required string Other { get; init; }

    /// <summary>The names that only the first has.</summary>
    public required IReadOnlyList<string> OnlyHere { get; init; }

    /// <summary>The names that only the other one has.</summary>
    public required IReadOnlyList<string> OnlyThere { get; init; }

    /// <summary>The tensors with another element type or shape.</summary>
    public required IReadOnlyList<FormDifference> Forms { get; init; }

    /// <summary>The tensors with other elements.</summary>
    public required IReadOnlyList<ValueDifference> Values { get; init; }

    /// <summary>How many tensors are the same in both.</summary>
    public required int Same { get; init; }
}

/// <summary>A tensor with another type or shape, each as <c>float [2, 3]</c>.</summary>
internal sealed record FormDifference(string Name, string Here, string There);

/// <summary>A tensor with other elements.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Elements">How many elements differ.</param>
/// <param name="MaxAbs">The largest difference; null for text, and when it is not finite.</param>
/// <param name="MeanAbs">The mean of the differences of all elements; null likewise.</param>
internal sealed record ValueDifference(string Name, long Elements, double? MaxAbs, double? MeanAbs);
