namespace TypedModels.Engine.Compute.Attention;

/// <summary>The sizes of attention in one call.</summary>
internal struct AttentionSizes
{
    /// <summary>The outer batches.</summary>
    public required int Outer;

    /// <summary>The inner batches.</summary>
    public required int Inner;

    /// <summary>The queries of a head.</summary>
    public required int Rows;

    /// <summary>The elements of a query and of a key.</summary>
    public required int Depth;

    /// <summary>The keys of a head, and its values.</summary>
    public required int Length;

    /// <summary>The elements of a value.</summary>
    public required int Columns;
}
