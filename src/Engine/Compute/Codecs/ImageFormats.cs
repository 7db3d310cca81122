namespace TypedModels.Engine.Compute.Codecs;

/// <summary>Tells pictures' formats apart by their first bytes, as TensorFlow's DecodeImage does.</summary>
internal static class ImageFormats
{
    /// <summary>The most pixels (times components, for JPEG) that TensorFlow reads.</summary>
    public const long MostPixels = 1L << 29;

    /// <summary>The format that <paramref name="data"/> begins like.</summary>
    public static ImageFormat Detect(ReadOnlySpan<byte> data) => data switch
    {
        [0xff, 0xd8, 0xff, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => ImageFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
        [(byte)'B', (byte)'M', ..] => ImageFormat.Bmp,
        _ => ImageFormat.Unknown,
    };
}
