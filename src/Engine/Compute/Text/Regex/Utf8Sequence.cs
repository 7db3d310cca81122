using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Text;

/// <summary>Up to four ranges of bytes that together are the UTF-8 of a range of code points.</summary>
internal readonly struct Utf8Sequence
{
    private readonly uint _low;
    private readonly uint _high;

    private Utf8Sequence(uint low, uint high, int length) => (_low, _high, Length) = (low, high, length);

    /// <summary>The number of bytes.</summary>
    public int Length { get; }

    /// <summary>The range of a byte, the first being 0.</summary>
    public (byte Low, byte High) this[int index] => ((byte)(_low >> (8 * (Length - 1 - index))), (byte)(_high >> (8 * (Length - 1 - index))));

    /// <summary>The bytes of one code point; surrogates have three, as any other of their size.</summary>
    public static Utf8Sequence Of(int codePoint) => new(Encode(codePoint), Encode(codePoint), EncodedLength(codePoint));

    /// <summary>Sequences that together stand for all code points from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static IEnumerable<Utf8Sequence> Split(int first, int last)
    {
        while (first <= last)
        {
            // As far as the length stays the same and all bytes after the first that differs run over their whole range.
            int length = EncodedLength(first);
            int end = Math.Min(last, Largest(length));
            for (int bits = 6 * (length - 1); bits > 0; bits -= 6)
            {
                int mask = (1 << bits) - 1;
                if ((first & ~mask) == (end & ~mask))
                {
                    continue;
                }

                if ((first & mask) != 0)
                {
                    end = first | mask;
                }
                else if ((end & mask) != mask)
                {
                    end = (end & ~mask) - 1;
                }
            }

            yield return new Utf8Sequence(Encode(first), Encode(end), length);
            first = end + 1;
        }
    }

    private static int EncodedLength(int codePoint) => codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

    private static int Largest(int length) => length switch { 1 => 0x7f, 2 => 0x7ff, 3 => 0xffff, _ => CodePointSet.MaximumCodePoint };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Encode(int codePoint)
    {
        uint value = (uint)codePoint;
        return EncodedLength(codePoint) switch
        {
            1 => value,
            2 => 0xc080 | ((value & 0x7c0) << 2) | (value & 0x3f),
            3 => 0xe08080 | ((value & 0xf000) << 4) | ((value & 0xfc0) << 2) | (value & 0x3f),
            _ => 0xf0808080 | ((value & 0x1c0000) << 6) | ((value & 0x3f000) << 4) | ((value & 0xfc0) << 2) | (value & 0x3f),
        };
    }
}
