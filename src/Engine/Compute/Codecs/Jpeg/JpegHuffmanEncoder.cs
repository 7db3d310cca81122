namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The codes of a Huffman table, and tables made for how often symbols occur (ITU-T T.81, annex K.2).</summary>
internal sealed class JpegHuffmanEncoder
{
    private const int MostSymbols = 256;
    private const int LongestCode = 32;

    private readonly ushort[] _codes = new ushort[MostSymbols];
    private readonly byte[] _lengths = new byte[MostSymbols];

    /// <summary>Prepares a table.</summary>
    public JpegHuffmanEncoder(JpegHuffmanSpec spec)
    {
        Spec = spec;
        foreach (var (length, code, symbol) in spec.Codes())
        {
            _codes[symbol] = (ushort)code;
            _lengths[symbol] = (byte)length;
        }
    }

    /// <summary>The table as it is written to the file.</summary>
    public JpegHuffmanSpec Spec { get; }

    /// <summary>The code of a symbol that the table has, and its length.</summary>
    public (int Code, int Length) this[int symbol] => (_codes[symbol], _lengths[symbol]);

    /// <summary>Makes the best table for symbols that occur so often; of equally rare ones the larger gets the longer code.</summary>
    public static JpegHuffmanSpec Optimize(ReadOnlySpan<long> occurrences)
    {
        // One more symbol, that never occurs, keeps the code of all ones free.
        Span<long> counts = stackalloc long[MostSymbols + 1];
        occurrences.CopyTo(counts);
        counts[MostSymbols] = 1;
        Span<int> lengths = stackalloc int[MostSymbols + 1];
        Span<int> others = stackalloc int[MostSymbols + 1];
        others.Fill(-1);
        while (true)
        {
            int first = Rarest(counts, -1);
            int second = Rarest(counts, first);
            if (second < 0)
            {
                break;
            }

            counts[first] += counts[second];
            counts[second] = 0;
            int last = Lengthen(lengths, others, first);
            others[last] = second;
            Lengthen(lengths, others, second);
        }

        return Limit(lengths);
    }

    private static int Rarest(ReadOnlySpan<long> counts, int except)
    {
        int rarest = -1;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0 && i != except && (rarest < 0 || counts[i] <= counts[rarest]))
            {
                rarest = i;
            }
        }

        return rarest;
    }

    private static int Lengthen(Span<int> lengths, ReadOnlySpan<int> others, int symbol)
    {
        lengths[symbol]++;
        while (others[symbol] >= 0)
        {
            symbol = others[symbol];
            lengths[symbol]++;
        }

        return symbol;
    }

    // Codes are at most 16 bits long: pairs of longer ones are moved up beside a shorter one (figure K.3).
    private static JpegHuffmanSpec Limit(ReadOnlySpan<int> lengths)
    {
        Span<int> bits = stackalloc int[LongestCode + 1];
        foreach (int length in lengths)
        {
            bits[Math.Min(length, LongestCode)] += length > 0 ? 1 : 0;
        }

        for (int i = LongestCode; i > 16; i--)
        {
            while (bits[i] > 0)
            {
                int shorter = i - 2;
                while (bits[shorter] == 0)
                {
                    shorter--;
                }

                bits[i] -= 2;
                bits[i - 1]++;
                bits[shorter + 1] += 2;
                bits[shorter]--;
            }
        }

        int longest = 16;
        while (bits[longest] == 0)
        {
            longest--;
        }

        bits[longest]--;
        var counts = new byte[16];
        for (int i = 0; i < 16; i++)
        {
            counts[i] = (byte)bits[i + 1];
        }

        var symbols = new List<byte>();
        for (int length = 1; length <= LongestCode; length++)
        {
            for (int symbol = 0; symbol < MostSymbols; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    symbols.Add((byte)symbol);
                }
            }
        }

        return new JpegHuffmanSpec(counts, [.. symbols]);
    }
}
