using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The tables and switches that segments between scans set.</summary>
internal sealed class JpegTables
{
    private readonly JpegHuffmanSpec?[] _dc = [JpegStandardTables.LuminanceDc, JpegStandardTables.ChrominanceDc, null, null];
    private readonly JpegHuffmanSpec?[] _ac = [JpegStandardTables.LuminanceAc, JpegStandardTables.ChrominanceAc, null, null];
    private readonly ushort[]?[] _quantization = new ushort[]?[4];

    /// <summary>MCUs between restart markers, 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Whether a JFIF header was there.</summary>
    public bool Jfif { get; private set; }

    /// <summary>The colour transform of an Adobe segment; <see langword="null"/> without one.</summary>
    public byte? AdobeTransform { get; private set; }

    /// <summary>Takes in a segment; those that say nothing of the pixels are passed over.</summary>
    /// <exception cref="CodecException">The segment is malformed.</exception>
    public void Read(byte marker, ReadOnlySpan<byte> data)
    {
        switch (marker)
        {
            case JpegMarker.HuffmanTables:
                ReadHuffman(data);
                break;
            case JpegMarker.QuantizationTables:
                ReadQuantization(data);
                break;
            case JpegMarker.RestartInterval when data.Length != 2:
                throw new CodecException($"The restart interval of the JPEG has {data.Length} bytes; 2 were expected.");
            case JpegMarker.RestartInterval:
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(data);
                break;
            case JpegMarker.Application0:
                Jfif |= data.Length >= 12 && data.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.Application14 when data.Length >= 12 && data.StartsWith("Adobe"u8):
                AdobeTransform = data[11];
                break;
        }
    }

    /// <summary>Quantisation table <paramref name="index"/>, row-major.</summary>
    /// <exception cref="CodecException">The file has none of that number.</exception>
    public ushort[] Quantization(int index) => (index < 4 ? _quantization[index] : null)
        ?? throw new CodecException($"The JPEG uses quantisation table {index}, which it does not have.");

    /// <summary>DC table <paramref name="index"/>.</summary>
    /// <exception cref="CodecException">The file has none of that number, or it is malformed.</exception>
    public JpegHuffmanDecoder Dc(int index)
    {
        var decoder = new JpegHuffmanDecoder(Find(_dc, index, "DC"));
        return decoder.LargestSymbol <= 15 ? decoder : throw new CodecException("A DC table of the JPEG has differences of more than 15 bits.");
    }

    /// <summary>AC table <paramref name="index"/>.</summary>
    /// <exception cref="CodecException">The file has none of that number, or it is malformed.</exception>
    public JpegHuffmanDecoder Ac(int index) => new(Find(_ac, index, "AC"));

    private static JpegHuffmanSpec Find(JpegHuffmanSpec?[] tables, int index, string kind) => (index < 4 ? tables[index] : null)
        ?? throw new CodecException($"The JPEG uses {kind} table {index}, which it does not have.");

    private void ReadHuffman(ReadOnlySpan<byte> data)
    {
        while (data.Length >= 17)
        {
            int index = data[0];
            var counts = data.Slice(1, 16).ToArray();
            int symbols = counts.Sum(count => count);
            if ((index & ~0x13) != 0 || symbols > 256 || symbols > data.Length - 17)
            {
                throw new CodecException($"Huffman table 0x{index:x2} of the JPEG has {symbols} codes in {data.Length - 17} bytes.");
            }

            (index >= 0x10 ? _ac : _dc)[index & 3] = new JpegHuffmanSpec(counts, data.Slice(17, symbols).ToArray());
            data = data[(17 + symbols)..];
        }

        RequireEnd(data, "Huffman");
    }

    private void ReadQuantization(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var (wide, index) = (data[0] >> 4 != 0, data[0] & 15);
            int length = wide ? 128 : 64;
            if (index > 3 || data.Length - 1 < length)
            {
                throw new CodecException($"Quantisation table {index} of the JPEG has {data.Length - 1} bytes; {length} were expected, and a number below 4.");
            }

            var table = new ushort[64];
            for (int i = 0; i < 64; i++)
            {
                table[JpegZigzag.Natural[i]] = wide ? BinaryPrimitives.ReadUInt16BigEndian(data[(1 + 2 * i)..]) : data[1 + i];
            }

            _quantization[index] = table;
            data = data[(1 + length)..];
        }
    }

    private static void RequireEnd(ReadOnlySpan<byte> data, string kind)
    {
        if (!data.IsEmpty)
        {
            throw new CodecException($"The {kind} tables of the JPEG are followed by {data.Length} bytes that belong to none.");
        }
    }
}
