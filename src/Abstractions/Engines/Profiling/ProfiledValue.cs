namespace TypedModels.Engines.Profiling;

/// <summary>What is told of a value: its type, the lengths of its axes, and the size of its numbers.</summary>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">The lengths of its axes; null where no value came.</param>
/// <param name="Bytes">The size of its numbers in bytes; 0 for texts and handles.</param>
internal sealed record ProfiledValue(DataType DataType, int[]? Shape, long Bytes)
{
    /// <summary>The number of its elements.</summary>
    public long Count => Shape is null ? 0 : Shape.Aggregate(1L, (count, length) => count * length);
}
