namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>One component of a frame: what the header says of it, and its samples while it is decoded.</summary>
internal sealed class JpegComponent(byte id, int horizontal, int vertical, byte quantization)
{
    /// <summary>Its name in scans.</summary>
    public byte Id { get; } = id;

    /// <summary>Horizontal sampling factor, 1 to 4.</summary>
    public int Horizontal { get; } = horizontal;

    /// <summary>Vertical sampling factor, 1 to 4.</summary>
    public int Vertical { get; } = vertical;

    /// <summary>The number of its quantisation table.</summary>
    public byte QuantizationIndex { get; } = quantization;

    /// <summary>The blocks that hold its samples, across.</summary>
    public int BlocksAcross { get; set; }

    /// <summary>The blocks that hold its samples, down.</summary>
    public int BlocksDown { get; set; }

    /// <summary>Blocks in a row when filled up to whole MCUs.</summary>
    public int PaddedBlocksAcross { get; set; }

    /// <summary>Rows of blocks when filled up to whole MCUs.</summary>
    public int PaddedBlocksDown { get; set; }

    /// <summary>The side of a block once decoded: 8, or less where a smaller picture was asked for.</summary>
    public int BlockSize { get; set; }

    /// <summary>Columns of samples that belong to the picture.</summary>
    public int Width { get; set; }

    /// <summary>Rows of samples that belong to the picture.</summary>
    public int Height { get; set; }

    /// <summary>The bytes of a row of <see cref="Samples"/>.</summary>
    public int Stride => PaddedBlocksAcross * BlockSize;

    /// <summary>The quantisation table, row-major, that was current when its first scan began.</summary>
    public ushort[]? Quantization { get; set; }

    /// <summary>The samples, <see cref="Stride"/> bytes a row.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>The coefficients of all blocks, row-major in each, of a progressive frame.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>The DC table of the current scan.</summary>
    public JpegHuffmanDecoder? Dc { get; set; }

    /// <summary>The AC table of the current scan.</summary>
    public JpegHuffmanDecoder? Ac { get; set; }

    /// <summary>The last DC value, which the next one is told relative to.</summary>
    public int LastDc { get; set; }
}
