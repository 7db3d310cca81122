namespace TypedModels.Engine.Compute.Attention;

/// <summary>Where the matrices of heads lie; all distances are in elements, and zero where an axis is repeated.</summary>
internal unsafe struct AttentionMatrices
{
    /// <summary>The first element.</summary>
    public required float* First;

    /// <summary>From an outer batch to the next.</summary>
    public required nint Outer;

    /// <summary>From an inner batch to the next.</summary>
    public required nint Inner;

    /// <summary>From a row to the next.</summary>
    public required nint Row;

    /// <summary>From a column to the next.</summary>
    public required nint Column;

    /// <summary>The matrix of a head.</summary>
    public readonly float* Of(int head, int inner) => First + (head / inner * Outer) + (head % inner * Inner);
}
