namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>The colour types of a PNG header (ISO/IEC 15948, 11.2.2): bit 0 palette, bit 1 colour, bit 2 alpha.</summary>
internal enum PngColorType : byte
{
    /// <summary>One sample a pixel.</summary>
    Gray = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>An index into the palette.</summary>
    Palette = 3,

    /// <summary>Gray and alpha.</summary>
    GrayAlpha = 4,

    /// <summary>Red, green, blue, alpha.</summary>
    Rgba = 6,
}
