namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The forward DCT of Loeffler, Ligtenberg and Moschytz with 13-bit factors, and quantisation: bit for bit what libjpeg's JDCT_ISLOW gives.</summary>
internal static class JpegForwardDct
{
    private const int FactorBits = 13;
    private const int FirstPassBits = 2;

    /// <summary>Transforms and quantises a block.</summary>
    /// <param name="samples">64 samples around zero, row-major; overwritten.</param>
    /// <param name="quantization">The divisors, row-major.</param>
    /// <param name="coefficients">The result, row-major.</param>
    public static void Transform(Span<int> samples, ReadOnlySpan<ushort> quantization, Span<short> coefficients)
    {
        for (int y = 0; y < 8; y++)
        {
            TransformLine(samples[(8 * y)..], 1, -FirstPassBits, FactorBits - FirstPassBits);
        }

        for (int x = 0; x < 8; x++)
        {
            TransformLine(samples[x..], 8, FirstPassBits, FactorBits + FirstPassBits);
        }

        for (int i = 0; i < 64; i++)
        {
            // The transform leaves a factor of 8.
            int divisor = quantization[i] * 8;
            int rounded = (Math.Abs(samples[i]) + divisor / 2) / divisor;
            coefficients[i] = (short)(samples[i] < 0 ? -rounded : rounded);
        }
    }

    // Sums alone are rounded by sumShift bits (to the left if negative), products by shift bits.
    private static void TransformLine(Span<int> v, int step, int sumShift, int shift)
    {
        var (s0, d0) = (v[0] + v[7 * step], v[0] - v[7 * step]);
        var (s1, d1) = (v[step] + v[6 * step], v[step] - v[6 * step]);
        var (s2, d2) = (v[2 * step] + v[5 * step], v[2 * step] - v[5 * step]);
        var (s3, d3) = (v[3 * step] + v[4 * step], v[3 * step] - v[4 * step]);
        var (even0, even3, even1, even2) = (s0 + s3, s0 - s3, s1 + s2, s1 - s2);
        v[0] = Round(even0 + even1, sumShift);
        v[4 * step] = Round(even0 - even1, sumShift);
        int z1 = (even2 + even3) * 4433;
        v[2 * step] = Round(z1 + even3 * 6270, shift);
        v[6 * step] = Round(z1 - even2 * 15137, shift);

        z1 = (d3 + d0) * -7373;
        int z2 = (d2 + d1) * -20995;
        int z5 = (d3 + d1 + d2 + d0) * 9633;
        int z3 = (d3 + d1) * -16069 + z5;
        int z4 = (d2 + d0) * -3196 + z5;
        v[7 * step] = Round(d3 * 2446 + z1 + z3, shift);
        v[5 * step] = Round(d2 * 16819 + z2 + z4, shift);
        v[3 * step] = Round(d1 * 25172 + z2 + z3, shift);
        v[step] = Round(d0 * 12299 + z1 + z4, shift);
    }

    private static int Round(int value, int shift) => shift < 0 ? value << -shift : (value + (1 << (shift - 1))) >> shift;
}
