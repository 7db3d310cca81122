namespace TypedModels.Benchmarks;

/// <summary>What grows from one call to the next.</summary>
internal enum GrowthKind
{
    /// <summary>The number of examples.</summary>
    Batch,

    /// <summary>The number of pixels of a picture.</summary>
    Pixels,

    /// <summary>The number of blocks of the network.</summary>
    Depth,
}
