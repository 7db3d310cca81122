namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Conversion between the colours of JPEG files and RGB, in 16-bit fixed point as libjpeg does (JFIF 1.02).</summary>
internal static class JpegColors
{
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);

    /// <summary>Guesses the meaning of the components as libjpeg does: by the JFIF and Adobe segments, else by the components' names.</summary>
    /// <exception cref="CodecException">The number of components means nothing.</exception>
    public static JpegColorSpace Guess(JpegFrame frame, JpegTables tables)
    {
        var c = frame.Components;
        switch (c.Length)
        {
            case 1:
                return JpegColorSpace.Gray;
            case 3 when tables.Jfif:
                return JpegColorSpace.YCbCr;
            case 3 when tables.AdobeTransform is { } transform:
                return transform == 0 ? JpegColorSpace.Rgb : JpegColorSpace.YCbCr;
            case 3:
                return (c[0].Id, c[1].Id, c[2].Id) == ((byte)'R', (byte)'G', (byte)'B') ? JpegColorSpace.Rgb : JpegColorSpace.YCbCr;
            case 4:
                return tables.AdobeTransform is null or 0 ? JpegColorSpace.Cmyk : JpegColorSpace.Ycck;
            default:
                throw new CodecException($"The JPEG has {c.Length} components; 1, 3 and 4 mean colours.");
        }
    }

    /// <summary>Luminance and colour differences to RGB.</summary>
    public static void FromYCbCr(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> pixels)
    {
        const int Chunk = 256;
        cb = cb[..y.Length];
        cr = cr[..y.Length];
        pixels = pixels[..(3 * y.Length)];
        Span<byte> red = stackalloc byte[Chunk];
        Span<byte> green = stackalloc byte[Chunk];
        Span<byte> blue = stackalloc byte[Chunk];
        int done = 0;
        while (y.Length - done >= JpegVectors.Width)
        {
            int length = Math.Min(Chunk, y.Length - done);
            length = JpegVectors.Convert(y.Slice(done, length), cb.Slice(done, length), cr.Slice(done, length), red, green, blue);
            FromRgb(red[..length], green[..length], blue[..length], pixels[(3 * done)..]);
            done += length;
        }

        FromYCbCrOneByOne(y[done..], cb[done..], cr[done..], pixels[(3 * done)..]);
    }

    /// <summary>RGB in three rows to pixels.</summary>
    public static void FromRgb(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> pixels)
    {
        green = green[..red.Length];
        blue = blue[..red.Length];
        pixels = pixels[..(3 * red.Length)];
        for (int x = 0; x < red.Length; x++)
        {
            pixels[3 * x] = red[x];
            pixels[3 * x + 1] = green[x];
            pixels[3 * x + 2] = blue[x];
        }
    }

    /// <summary>RGB in three rows to gray.</summary>
    public static void GrayFromRgb(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> pixels)
    {
        for (int x = 0; x < red.Length; x++)
        {
            pixels[x] = Luminance(red[x], green[x], blue[x]);
        }
    }

    /// <summary>Inks to RGB; Adobe's programs write them inverted.</summary>
    public static void FromCmyk(ReadOnlySpan<byte> cyan, ReadOnlySpan<byte> magenta, ReadOnlySpan<byte> yellow, ReadOnlySpan<byte> black, bool adobe, Span<byte> pixels)
    {
        for (int x = 0; x < cyan.Length; x++)
        {
            int light = adobe ? black[x] : 255 - black[x];
            pixels[3 * x] = (byte)(light * (adobe ? cyan[x] : 255 - cyan[x]) / 255);
            pixels[3 * x + 1] = (byte)(light * (adobe ? magenta[x] : 255 - magenta[x]) / 255);
            pixels[3 * x + 2] = (byte)(light * (adobe ? yellow[x] : 255 - yellow[x]) / 255);
        }
    }

    /// <summary>Inks whose first three are told as luminance and colour differences to RGB; <paramref name="scratch"/> has three bytes a pixel.</summary>
    public static void FromYcck(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, ReadOnlySpan<byte> black, bool adobe, Span<byte> scratch, Span<byte> pixels)
    {
        FromYCbCr(y, cb, cr, scratch);
        for (int x = 0; x < 3 * y.Length; x++)
        {
            int ink = 255 - scratch[x];
            pixels[x] = (byte)(adobe ? black[x / 3] * ink / 255 : (255 - black[x / 3]) * (255 - ink) / 255);
        }
    }

    /// <summary>The luminance of a colour.</summary>
    public static byte Luminance(int red, int green, int blue) => (byte)((19595 * red + 38470 * green + 7471 * blue + Half) >> Bits);

    /// <summary>The blue difference of a colour.</summary>
    public static byte BlueDifference(int red, int green, int blue) => (byte)((-11059 * red - 21709 * green + 32768 * blue + (128 << Bits) + Half - 1) >> Bits);

    /// <summary>The red difference of a colour.</summary>
    public static byte RedDifference(int red, int green, int blue) => (byte)((32768 * red - 27439 * green - 5329 * blue + (128 << Bits) + Half - 1) >> Bits);

    private static void FromYCbCrOneByOne(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> pixels)
    {
        for (int x = 0; x < y.Length; x++)
        {
            int luminance = y[x];
            int blue = cb[x] - 128;
            int red = cr[x] - 128;
            pixels[3 * x] = Clamp(luminance + ((91881 * red + Half) >> Bits));
            pixels[3 * x + 1] = Clamp(luminance + ((-22554 * blue - 46802 * red + Half) >> Bits));
            pixels[3 * x + 2] = Clamp(luminance + ((116130 * blue + Half) >> Bits));
        }
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
