namespace TypedModels.Tool.Check.Comparison;

/// <summary>How an answer differs from the recorded one.</summary>
internal sealed record TensorDifference
{
    /// <summary>The largest absolute difference between two finite numbers, or null when no numbers were compared.</summary>
    public double? LargestAbsolute { get; init; }

    /// <summary>The largest difference relative to the recorded number, of those that are not 0; null when there is none.</summary>
    public double? LargestRelative { get; init; }

    /// <summary>Why the answer does not agree, or null when it does.</summary>
    public string? Disagreement { get; init; }

    /// <summary>The larger errors and the first disagreement of two differences.</summary>
    public static TensorDifference Worse(TensorDifference left, TensorDifference right) => new()
    {
        LargestAbsolute = Larger(left.LargestAbsolute, right.LargestAbsolute),
        LargestRelative = Larger(left.LargestRelative, right.LargestRelative),
        Disagreement = left.Disagreement ?? right.Disagreement,
    };

    private static double? Larger(double? left, double? right) => left is null || right > left ? right : left;
}
