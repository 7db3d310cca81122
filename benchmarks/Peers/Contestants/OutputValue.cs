namespace TypedModels.Benchmarks;

/// <summary>What a call answered.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Elements">A copy of the elements, row by row; of texts, as <see cref="TextElements"/> writes them.</param>
internal sealed record OutputValue(long[] Shape, byte[] Elements)
{
    /// <summary>How many elements a value has.</summary>
    public static int CountOf(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long length in shape)
        {
            count = checked(count * length);
        }

        return checked((int)count);
    }

    /// <summary>How many bytes a value of numbers takes.</summary>
    public static int SizeOf(ReadOnlySpan<long> shape, DataType type) => checked(CountOf(shape) * DataTypes.SizeOf(type));
}
