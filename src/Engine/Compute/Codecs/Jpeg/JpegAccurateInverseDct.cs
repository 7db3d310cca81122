namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The inverse DCT of Loeffler, Ligtenberg and Moschytz with 13-bit factors: bit for bit what libjpeg's JDCT_ISLOW gives.</summary>
internal sealed class JpegAccurateInverseDct(ReadOnlySpan<ushort> quantization) : JpegInverseDct
{
    private const int FactorBits = 13;
    private const int FirstPassBits = 2;

    private readonly ushort[] _quantization = quantization.ToArray();

    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<short> block, int last, Span<byte> samples, int stride)
    {
        if (last == 0)
        {
            int dc = (block[0] * _quantization[0]) << FirstPassBits;
            Fill(samples, stride, 8, Sample((dc + (1 << (FirstPassBits + 2))) >> (FirstPassBits + 3)));
            return;
        }

        Span<int> workspace = stackalloc int[64];
        Span<int> line = stackalloc int[8];
        for (int x = 0; x < 8; x++)
        {
            for (int y = 0; y < 8; y++)
            {
                line[y] = block[y * 8 + x] * _quantization[y * 8 + x];
            }

            TransformLine(line, FactorBits - FirstPassBits);
            for (int y = 0; y < 8; y++)
            {
                workspace[y * 8 + x] = line[y];
            }
        }

        for (int y = 0; y < 8; y++)
        {
            var row = workspace.Slice(y * 8, 8);
            TransformLine(row, FactorBits + FirstPassBits + 3);
            var target = samples.Slice(y * stride, 8);
            for (int x = 0; x < 8; x++)
            {
                target[x] = Sample(row[x]);
            }
        }
    }

    // One line in place, rounded by shift bits. The factors are sums of cosines times 8192.
    private static void TransformLine(Span<int> v, int shift)
    {
        int z1 = (v[2] + v[6]) * 4433;
        int t2 = z1 - v[6] * 15137;
        int t3 = z1 + v[2] * 6270;
        int t0 = (v[0] + v[4]) << FactorBits;
        int t1 = (v[0] - v[4]) << FactorBits;
        var (even0, even3, even1, even2) = (t0 + t3, t0 - t3, t1 + t2, t1 - t2);

        z1 = v[7] + v[1];
        int z2 = v[5] + v[3];
        int z3 = v[7] + v[3];
        int z4 = v[5] + v[1];
        int z5 = (z3 + z4) * 9633;
        z1 *= -7373;
        z2 *= -20995;
        z3 = z3 * -16069 + z5;
        z4 = z4 * -3196 + z5;
        int odd0 = v[7] * 2446 + z1 + z3;
        int odd1 = v[5] * 16819 + z2 + z4;
        int odd2 = v[3] * 25172 + z2 + z3;
        int odd3 = v[1] * 12299 + z1 + z4;

        int half = 1 << (shift - 1);
        v[0] = (even0 + odd3 + half) >> shift;
        v[7] = (even0 - odd3 + half) >> shift;
        v[1] = (even1 + odd2 + half) >> shift;
        v[6] = (even1 - odd2 + half) >> shift;
        v[2] = (even2 + odd1 + half) >> shift;
        v[5] = (even2 - odd1 + half) >> shift;
        v[3] = (even3 + odd0 + half) >> shift;
        v[4] = (even3 - odd0 + half) >> shift;
    }
}
