namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Writes symbols and bits of a scan; or only counts the symbols, for tables to be made of that.</summary>
internal sealed class JpegEntropyWriter(Stream file)
{
    private readonly JpegHuffmanEncoder?[] _tables = new JpegHuffmanEncoder?[4];
    private readonly long[][] _occurrences = [new long[256], new long[256], new long[256], new long[256]];
    private ulong _bits;
    private int _count;

    /// <summary>Whether symbols are counted and nothing is written.</summary>
    public bool Counts { get; set; }

    /// <summary>The number of a table: of DC (0, 1) or AC (2, 3).</summary>
    public static int Table(bool ac, int index) => (ac ? 2 : 0) + index;

    /// <summary>Sets a table.</summary>
    public void Use(int table, JpegHuffmanEncoder encoder) => _tables[table] = encoder;

    /// <summary>The best table for what was counted, and counts from the beginning.</summary>
    public JpegHuffmanSpec Optimize(int table)
    {
        var spec = JpegHuffmanEncoder.Optimize(_occurrences[table]);
        Array.Clear(_occurrences[table]);
        return spec;
    }

    /// <summary>A symbol.</summary>
    public void Symbol(int table, int symbol)
    {
        if (Counts)
        {
            _occurrences[table][symbol]++;
            return;
        }

        var (code, length) = _tables[table]![symbol];
        Bits(code, length);
    }

    /// <summary>The lowest <paramref name="count"/> bits of a value, at most 16.</summary>
    public void Bits(int value, int count)
    {
        if (Counts || count == 0)
        {
            return;
        }

        _bits = (_bits << count) | ((uint)value & ((1u << count) - 1));
        _count += count;
        while (_count >= 8)
        {
            _count -= 8;
            byte next = (byte)(_bits >> _count);
            file.WriteByte(next);
            if (next == 0xff)
            {
                file.WriteByte(0);
            }
        }
    }

    /// <summary>Fills up the last byte with ones.</summary>
    public void Flush()
    {
        Bits(0x7f, 7);
        _count = 0;
    }
}
