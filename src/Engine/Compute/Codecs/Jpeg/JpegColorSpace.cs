namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>What the components of a JPEG mean.</summary>
internal enum JpegColorSpace
{
    /// <summary>One component.</summary>
    Gray,

    /// <summary>Luminance and two colour differences (JFIF).</summary>
    YCbCr,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Four inks.</summary>
    Cmyk,

    /// <summary>Four inks, the first three as luminance and colour differences.</summary>
    Ycck,
}
