namespace TypedModels.Benchmarks;

/// <summary>What a call answered.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Elements">A copy of the elements, row by row.</param>
internal sealed record OutputValue(long[] Shape, byte[] Elements)
{
    /// <summary>How many bytes a value takes.</summary>
    public static int SizeOf(ReadOnlySpan<long> shape, DataType type)
    {
        long size = DataTypes.SizeOf(type);
        foreach (long length in shape)
        {
            size = checked(size * length);
        }

        return checked((int)size);
    }
}
