namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>How to encode a JPEG: the attributes of TensorFlow's EncodeJpeg.</summary>
internal sealed record JpegEncodeOptions
{
    /// <summary>From 1, small, to 100, like the picture.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>Whether the file shows a coarse picture before the whole one is read.</summary>
    public bool Progressive { get; init; }

    /// <summary>Whether Huffman tables are made for the picture.</summary>
    public bool OptimizeSize { get; init; }

    /// <summary>Whether colour differences have half the width and height.</summary>
    public bool ChromaDownsampling { get; init; } = true;

    /// <summary>The unit of the densities: 1 for inches, 2 for centimetres.</summary>
    public byte DensityUnit { get; init; } = 1;

    /// <summary>Pixels a unit across.</summary>
    public ushort DensityAcross { get; init; } = 300;

    /// <summary>Pixels a unit down.</summary>
    public ushort DensityDown { get; init; } = 300;

    /// <summary>Metadata (XMP) to embed; empty for none.</summary>
    public ReadOnlyMemory<byte> Metadata { get; init; }
}
