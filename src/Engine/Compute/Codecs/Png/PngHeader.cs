using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>What the IHDR chunk says.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType Color, bool Interlaced)
{
    /// <summary>The length of the chunk's data.</summary>
    public const int Length = 13;

    private const int MostSide = 1_000_000;

    /// <summary>Samples a pixel has in the file.</summary>
    public int Samples => Color switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GrayAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    /// <summary>Whether the pixels have alpha of their own, apart from a tRNS chunk.</summary>
    public bool HasAlpha => Color is PngColorType.GrayAlpha or PngColorType.Rgba;

    /// <summary>Whether the pixels are gray.</summary>
    public bool IsGray => Color is PngColorType.Gray or PngColorType.GrayAlpha;

    /// <summary>The bits of one pixel in the file.</summary>
    public int PixelBits => Samples * BitDepth;

    /// <summary>The bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => checked((int)(((long)width * PixelBits + 7) / 8));

    /// <summary>Reads and checks the chunk's data.</summary>
    /// <exception cref="CodecException">A value that the format does not allow, or a picture larger than TensorFlow reads.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != Length)
        {
            throw new CodecException($"The PNG header has {data.Length} bytes; 13 were expected.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > MostSide || height is 0 or > MostSide)
        {
            throw new CodecException($"The PNG is {width} by {height} pixels; 1 to {MostSide} on each side can be read.");
        }

        if ((long)width * height >= ImageFormats.MostPixels)
        {
            throw new CodecException($"PNG size too large for int: {width} by {height}");
        }

        var (depth, color) = (data[8], (PngColorType)data[9]);
        if (!Allowed(color, depth))
        {
            throw new CodecException($"The PNG has colour type {data[9]} with {depth} bits a sample, which the format does not have.");
        }

        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new CodecException($"The PNG asks for compression {data[10]}, filters {data[11]}, interlace {data[12]}; 0, 0, and 0 or 1 are defined.");
        }

        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }

    private static bool Allowed(PngColorType color, byte depth) => color switch
    {
        PngColorType.Gray => depth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => depth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.Rgba => depth is 8 or 16,
        _ => false,
    };
}
