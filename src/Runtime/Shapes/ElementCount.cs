namespace TypedModels.Runtime.Shapes;

/// <summary>Counts the elements of shapes.</summary>
internal static class ElementCount
{
    /// <summary>The product of <paramref name="shape"/>; <see cref="long.MaxValue"/>, which no value reaches, where it is larger or a length is negative.</summary>
    public static long Of(ReadOnlySpan<long> shape)
    {
        long count = shape.Contains(0) ? 0 : 1;
        foreach (long length in shape)
        {
            count = length < 0 || (length > 0 && count > long.MaxValue / length) ? long.MaxValue : count * length;
        }

        return count;
    }
}
