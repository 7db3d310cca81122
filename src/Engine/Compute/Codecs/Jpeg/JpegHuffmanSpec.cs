namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>A Huffman table as a file holds it: how many codes each length from 1 to 16 has, and what they mean, in the order of the codes.</summary>
internal sealed record JpegHuffmanSpec(byte[] Counts, byte[] Symbols)
{
    /// <summary>Gives every code in turn: its length, its value, and what it means.</summary>
    /// <exception cref="CodecException">There are more codes of a length than it can have.</exception>
    public IEnumerable<(int Length, int Code, byte Symbol)> Codes()
    {
        int code = 0;
        int next = 0;
        for (int length = 1; length <= 16; length++, code <<= 1)
        {
            for (int i = 0; i < Counts[length - 1]; i++, code++)
            {
                if (code >= 1 << length)
                {
                    throw new CodecException($"A Huffman table of the JPEG has more codes of {length} bits than there are.");
                }

                yield return (length, code, Symbols[next++]);
            }
        }
    }
}
