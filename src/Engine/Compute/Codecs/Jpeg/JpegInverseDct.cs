namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Dequantises a block and transforms it to samples; one for each component, made for its quantisation table and block size.</summary>
internal abstract class JpegInverseDct
{
    /// <summary>Makes the transform of a component.</summary>
    /// <param name="blockSize">The side of a block once transformed: 1, 2, 4 or 8.</param>
    /// <param name="quantization">The quantisation table, row-major.</param>
    /// <param name="method">The way to transform whole blocks; smaller ones know but the accurate one.</param>
    public static JpegInverseDct Create(int blockSize, ReadOnlySpan<ushort> quantization, JpegTransform method) => blockSize switch
    {
        8 when method == JpegTransform.Fast => new JpegFastInverseDct(quantization),
        8 => new JpegAccurateInverseDct(quantization),
        _ => new JpegReducedInverseDct(blockSize, quantization),
    };

    /// <summary>Transforms one block.</summary>
    /// <param name="block">64 coefficients, row-major.</param>
    /// <param name="last">The place in zigzag order after which all coefficients are zero.</param>
    /// <param name="samples">Where the samples go.</param>
    /// <param name="stride">The bytes from one row of <paramref name="samples"/> to the next.</param>
    public abstract void Transform(ReadOnlySpan<short> block, int last, Span<byte> samples, int stride);

    /// <summary>A sample from a value around zero, kept within 0 to 255.</summary>
    protected static byte Sample(int value) => (byte)Math.Clamp(value + 128, 0, 255);

    /// <summary>Fills a square with one sample.</summary>
    protected static void Fill(Span<byte> samples, int stride, int side, byte sample)
    {
        for (int y = 0; y < side; y++)
        {
            samples.Slice(y * stride, side).Fill(sample);
        }
    }
}
