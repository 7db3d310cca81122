namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>A Huffman table ready to decode: short codes by a look-up, long ones by their length (ITU-T T.81, F.2.2.3).</summary>
internal sealed class JpegHuffmanDecoder
{
    /// <summary>The bits that the look-up sees.</summary>
    public const int LookupBits = 9;

    private readonly ushort[] _lookup = new ushort[1 << LookupBits];
    private readonly int[] _pastLast = new int[17];
    private readonly int[] _offset = new int[17];
    private readonly byte[] _symbols;

    /// <summary>Prepares a table.</summary>
    /// <exception cref="CodecException">It is not one.</exception>
    public JpegHuffmanDecoder(JpegHuffmanSpec spec)
    {
        _symbols = spec.Symbols;
        int index = 0;
        foreach (var (length, code, symbol) in spec.Codes())
        {
            _offset[length] = _pastLast[length] == 0 ? index - code : _offset[length];
            _pastLast[length] = code + 1;
            index++;
            if (length <= LookupBits)
            {
                _lookup.AsSpan(code << (LookupBits - length), 1 << (LookupBits - length)).Fill((ushort)(length << 8 | symbol));
            }
        }
    }

    /// <summary>The largest symbol; a size of a DC difference has at most 15 bits.</summary>
    public int LargestSymbol => _symbols.Length == 0 ? 0 : _symbols.Max();

    /// <summary>Decodes a symbol; bits that are no code count as 0, of 17 bits.</summary>
    public int Decode(ref JpegBits bits)
    {
        bits.Fill();
        int entry = _lookup[bits.Peek(LookupBits)];
        if (entry != 0)
        {
            bits.Skip(entry >> 8);
            return entry & 0xff;
        }

        return DecodeLong(ref bits);
    }

    private int DecodeLong(ref JpegBits bits)
    {
        for (int length = LookupBits + 1; length <= 16; length++)
        {
            int code = bits.Peek(length);
            if (code < _pastLast[length])
            {
                bits.Skip(length);
                return _symbols[code + _offset[length]];
            }
        }

        bits.Skip(17);
        return 0;
    }
}
