using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>What a frame header says (ITU-T T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    private JpegFrame(int width, int height, bool progressive, JpegComponent[] components)
    {
        (Width, Height, Progressive, Components) = (width, height, progressive, components);
        MostHorizontal = components.Max(component => component.Horizontal);
        MostVertical = components.Max(component => component.Vertical);
        McusAcross = DivideUp(width, 8 * MostHorizontal);
        McusDown = DivideUp(height, 8 * MostVertical);
        foreach (var component in components)
        {
            component.BlocksAcross = DivideUp(width * component.Horizontal, 8 * MostHorizontal);
            component.BlocksDown = DivideUp(height * component.Vertical, 8 * MostVertical);
            component.PaddedBlocksAcross = McusAcross * component.Horizontal;
            component.PaddedBlocksDown = McusDown * component.Vertical;
        }
    }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Whether the coefficients come in several scans that refine each other.</summary>
    public bool Progressive { get; }

    /// <summary>The components, in the order of the header.</summary>
    public JpegComponent[] Components { get; }

    /// <summary>The largest horizontal sampling factor.</summary>
    public int MostHorizontal { get; }

    /// <summary>The largest vertical sampling factor.</summary>
    public int MostVertical { get; }

    /// <summary>Columns of MCUs in a scan of several components.</summary>
    public int McusAcross { get; }

    /// <summary>Rows of MCUs in a scan of several components.</summary>
    public int McusDown { get; }

    /// <summary>The blocks of all components, filled up to whole MCUs.</summary>
    public long Blocks => Components.Sum(component => (long)component.PaddedBlocksAcross * component.PaddedBlocksDown);

    /// <summary>Reads the segment of a frame marker.</summary>
    /// <exception cref="CodecException">It is not one that can be read.</exception>
    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> data)
    {
        if (marker is not (JpegMarker.BaselineFrame or JpegMarker.ExtendedFrame or JpegMarker.ProgressiveFrame))
        {
            throw new CodecException($"The JPEG has a frame of the kind 0x{marker:x2}; baseline, extended and progressive Huffman frames can be read.");
        }

        if (data.Length < 6 || data.Length != 6 + 3 * data[5])
        {
            throw new CodecException($"The frame header of the JPEG has {data.Length} bytes, which does not fit its components.");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(data[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        if (data[0] != 8 || width is 0 or > 65500 || height is 0 or > 65500 || data[5] is 0 or > 10)
        {
            throw new CodecException($"The JPEG is {width} by {height} pixels with {data[5]} components of {data[0]} bits; 1 to 65500 a side, 8 bits, can be read.");
        }

        var components = new JpegComponent[data[5]];
        for (int i = 0; i < components.Length; i++)
        {
            var entry = data.Slice(6 + 3 * i, 3);
            var (horizontal, vertical) = (entry[1] >> 4, entry[1] & 15);
            if (horizontal is 0 or > 4 || vertical is 0 or > 4)
            {
                throw new CodecException($"A component of the JPEG has sampling factors {horizontal} by {vertical}; 1 to 4 are defined.");
            }

            components[i] = new JpegComponent(entry[0], horizontal, vertical, entry[2]);
        }

        return new JpegFrame(width, height, marker == JpegMarker.ProgressiveFrame, components);
    }

    /// <summary>The quotient of two positive numbers, rounded up.</summary>
    public static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
