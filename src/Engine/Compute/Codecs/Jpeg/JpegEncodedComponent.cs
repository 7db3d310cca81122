namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>A component while it is encoded: its quantised coefficients, filled up to whole MCUs.</summary>
internal sealed class JpegEncodedComponent(int sampling, int tables, ushort[] quantization, int blocksAcross, int blocksDown, int paddedAcross, int paddedDown)
{
    /// <summary>The sampling factor in both directions, 1 or 2.</summary>
    public int Sampling { get; } = sampling;

    /// <summary>The number of its tables: 0 for luminance, 1 for colour.</summary>
    public int Tables { get; } = tables;

    /// <summary>The divisors, row-major.</summary>
    public ushort[] Quantization { get; } = quantization;

    /// <summary>Blocks across that hold samples.</summary>
    public int BlocksAcross { get; } = blocksAcross;

    /// <summary>Blocks down that hold samples.</summary>
    public int BlocksDown { get; } = blocksDown;

    /// <summary>Blocks across with those that fill up MCUs.</summary>
    public int PaddedAcross { get; } = paddedAcross;

    /// <summary>All coefficients, block by block, row-major in each.</summary>
    public short[] Coefficients { get; } = new short[checked(paddedAcross * paddedDown * 64)];

    /// <summary>The coefficients of a block.</summary>
    public Span<short> Block(int x, int y) => Coefficients.AsSpan((y * PaddedAcross + x) * 64, 64);

    /// <summary>Makes coefficients of a plane of samples whose size is a multiple of 8.</summary>
    /// <param name="plane">The samples, as many columns as <see cref="BlocksAcross"/> blocks have.</param>
    /// <param name="stop">Whether the work should end.</param>
    public void Transform(ReadOnlySpan<byte> plane, StopSignal? stop)
    {
        Span<int> samples = stackalloc int[64];
        int width = BlocksAcross * 8;
        for (int y = 0; y < BlocksDown; y++)
        {
            stop?.ThrowIfRaised();
            for (int x = 0; x < BlocksAcross; x++)
            {
                for (int i = 0; i < 64; i++)
                {
                    samples[i] = plane[(8 * y + (i >> 3)) * width + 8 * x + (i & 7)] - 128;
                }

                JpegForwardDct.Transform(samples, Quantization, Block(x, y));
            }
        }

        Pad(paddedDown);
    }

    // Blocks that fill up an MCU repeat the mean of the block before: that costs the fewest bits.
    private void Pad(int rows)
    {
        for (int y = 0; y < BlocksDown; y++)
        {
            for (int x = BlocksAcross; x < PaddedAcross; x++)
            {
                Block(x, y)[0] = Block(x - 1, y)[0];
            }
        }

        for (int y = BlocksDown; y < rows; y++)
        {
            for (int x = 0; x < PaddedAcross; x++)
            {
                Block(x, y)[0] = Block(x / Sampling * Sampling + Sampling - 1, y - 1)[0];
            }
        }
    }
}
