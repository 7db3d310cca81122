namespace TypedModels.Engine.Compute.Codecs;

/// <summary>The file formats that a picture's first bytes tell apart.</summary>
internal enum ImageFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Portable Network Graphics, ISO/IEC 15948.</summary>
    Png,

    /// <summary>JPEG, ITU-T T.81.</summary>
    Jpeg,

    /// <summary>GIF87a or GIF89a.</summary>
    Gif,

    /// <summary>Windows bitmap.</summary>
    Bmp,
}
