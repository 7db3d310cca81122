namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>How to decode a JPEG: the attributes of TensorFlow's DecodeJpeg.</summary>
internal sealed record JpegDecodeOptions
{
    /// <summary>1 (gray), 3 (RGB), or 0 for what the file has, inks becoming RGB.</summary>
    public int Channels { get; init; }

    /// <summary>How much smaller to decode: 1, 2, 4 or 8.</summary>
    public int Ratio { get; init; } = 1;

    /// <summary>Whether colour differences are smoothed where they are coarser than the picture.</summary>
    public bool FancyUpscaling { get; init; } = true;

    /// <summary>Whether a file that ends too early counts as complete, what is missing being gray.</summary>
    public bool RecoverTruncated { get; init; }

    /// <summary>The share of the rows that must be there in a file that ends too early without <see cref="RecoverTruncated"/>; what is missing is black. Only a frame of one scan can be read in part.</summary>
    public float AcceptableFraction { get; init; } = 1;

    /// <summary>The transform.</summary>
    public JpegTransform Transform { get; init; }
}
