namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Makes pixels of rows of components.</summary>
/// <param name="Colors">What the components mean.</param>
/// <param name="Channels">1 for gray, 3 for RGB.</param>
/// <param name="Adobe">Whether the file has an Adobe segment, so that its inks are inverted.</param>
internal readonly record struct JpegPixels(JpegColorSpace Colors, int Channels, bool Adobe)
{
    /// <summary>How many components are needed: gray of luminance and colour differences needs but the first.</summary>
    public int ComponentsNeeded => Colors switch
    {
        JpegColorSpace.Gray => 1,
        JpegColorSpace.YCbCr => Channels,
        JpegColorSpace.Rgb => 3,
        _ => 4,
    };

    /// <summary>Writes a row.</summary>
    public void Write(ReadOnlySpan<byte> c0, ReadOnlySpan<byte> c1, ReadOnlySpan<byte> c2, ReadOnlySpan<byte> c3, Span<byte> scratch, Span<byte> pixels)
    {
        switch (Colors)
        {
            case JpegColorSpace.Gray or JpegColorSpace.YCbCr when Channels == 1:
                c0.CopyTo(pixels);
                break;
            case JpegColorSpace.Gray:
                JpegColors.FromRgb(c0, c0, c0, pixels);
                break;
            case JpegColorSpace.YCbCr:
                JpegColors.FromYCbCr(c0, c1, c2, pixels);
                break;
            case JpegColorSpace.Rgb when Channels == 1:
                JpegColors.GrayFromRgb(c0, c1, c2, pixels);
                break;
            case JpegColorSpace.Rgb:
                JpegColors.FromRgb(c0, c1, c2, pixels);
                break;
            case JpegColorSpace.Cmyk:
                JpegColors.FromCmyk(c0, c1, c2, c3, Adobe, pixels);
                break;
            case JpegColorSpace.Ycck:
                JpegColors.FromYcck(c0, c1, c2, c3, Adobe, scratch, pixels);
                break;
        }
    }
}
