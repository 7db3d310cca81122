namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The inverse DCT to 4×4, 2×2 or 1×1 samples instead of 8×8, from the lower frequencies: bit for bit what libjpeg gives for pictures of a half, a quarter and an eighth.</summary>
internal sealed class JpegReducedInverseDct(int side, ReadOnlySpan<ushort> quantization) : JpegInverseDct
{
    private const int FactorBits = 13;
    private const int FirstPassBits = 2;

    private readonly int _side = side;
    private readonly ushort[] _quantization = quantization.ToArray();

    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<short> block, int last, Span<byte> samples, int stride)
    {
        if (_side == 1)
        {
            samples[0] = Sample((block[0] * _quantization[0] + 4) >> 3);
            return;
        }

        Span<int> workspace = stackalloc int[32];
        Span<int> line = stackalloc int[8];
        int extra = _side == 4 ? 1 : 2;
        for (int x = 0; x < 8; x++)
        {
            if (x == 4 || (_side == 2 && x is 2 or 6))
            {
                continue;
            }

            for (int y = 0; y < 8; y++)
            {
                line[y] = block[y * 8 + x] * _quantization[y * 8 + x];
            }

            TransformLine(line, FactorBits - FirstPassBits + extra);
            for (int y = 0; y < _side; y++)
            {
                workspace[y * 8 + x] = line[y];
            }
        }

        for (int y = 0; y < _side; y++)
        {
            var row = workspace.Slice(y * 8, 8);
            TransformLine(row, FactorBits + FirstPassBits + 3 + extra);
            for (int x = 0; x < _side; x++)
            {
                samples[y * stride + x] = Sample(row[x]);
            }
        }
    }

    private void TransformLine(Span<int> v, int shift)
    {
        if (_side == 4)
        {
            TransformToFour(v, shift);
        }
        else
        {
            TransformToTwo(v, shift);
        }
    }

    private static void TransformToFour(Span<int> v, int shift)
    {
        int middle = v[0] << (FactorBits + 1);
        int slope = v[2] * 15137 - v[6] * 6270;
        int inner = v[7] * -1730 + v[5] * 11893 + v[3] * -17799 + v[1] * 8697;
        int outer = v[7] * -4176 + v[5] * -4926 + v[3] * 7373 + v[1] * 20995;
        int half = 1 << (shift - 1);
        v[0] = (middle + slope + outer + half) >> shift;
        v[3] = (middle + slope - outer + half) >> shift;
        v[1] = (middle - slope + inner + half) >> shift;
        v[2] = (middle - slope - inner + half) >> shift;
    }

    private static void TransformToTwo(Span<int> v, int shift)
    {
        int middle = v[0] << (FactorBits + 2);
        int slope = v[7] * -5906 + v[5] * 6967 + v[3] * -10426 + v[1] * 29692;
        int half = 1 << (shift - 1);
        v[0] = (middle + slope + half) >> shift;
        v[1] = (middle - slope + half) >> shift;
    }
}
