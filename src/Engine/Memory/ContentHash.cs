using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Memory;

/// <summary>
/// A hash of the content of memory. Four lanes take 16 bytes each in turn, xor them with a key and with what the lane came to, and fold the product of both halves. The keys differ
/// from process to process: no file can be made whose weights all have one hash.
/// </summary>
internal static unsafe class ContentHash
{
    private const int Stripe = 64;

    private static readonly ulong[] s_keys = CreateKeys();

    /// <summary>The hash of a block.</summary>
    public static ulong Of(MemoryBlock block) => Of(block.Pointer, block.Length);

    /// <summary>The hash of <paramref name="length"/> bytes.</summary>
    public static ulong Of(byte* bytes, nuint length)
    {
        var lanes = new Lanes(s_keys);
        lanes.Add(bytes, length / Stripe);
        if (length % Stripe is > 0 and var rest)
        {
            byte* last = stackalloc byte[Stripe];
            new Span<byte>(last, Stripe).Clear();
            new ReadOnlySpan<byte>(bytes + (length - rest), (int)rest).CopyTo(new Span<byte>(last, Stripe));
            lanes.Add(last, 1);
        }

        return lanes.Hash(length);
    }

    // A version 4 GUID has 122 random bits, and none of the others in the same place of both halves. The generator of System.Security.Cryptography would load OpenSSL for this.
    private static ulong[] CreateKeys()
    {
        var keys = new ulong[8];
        for (int i = 0; i < keys.Length; i++)
        {
            var random = Guid.NewGuid();
            ulong* halves = (ulong*)&random;
            keys[i] = halves[0] ^ halves[1];
        }

        return keys;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong one, ulong other)
    {
        ulong high = Math.BigMul(one, other, out ulong low);
        return high ^ low;
    }

    /// <summary>The state: what each lane came to, and the keys.</summary>
    private struct Lanes(ulong[] keys)
    {
        private ulong _a = keys[4];
        private ulong _b = keys[5];
        private ulong _c = keys[6];
        private ulong _d = keys[7];

        public void Add(byte* bytes, nuint stripes)
        {
            ulong a = _a, b = _b, c = _c, d = _d, keyA = keys[0], keyB = keys[1], keyC = keys[2], keyD = keys[3];
            for (ulong* words = (ulong*)bytes; stripes > 0; stripes--, words += Stripe / sizeof(ulong))
            {
                a = Fold(words[0] ^ keyA, words[1] ^ a);
                b = Fold(words[2] ^ keyB, words[3] ^ b);
                c = Fold(words[4] ^ keyC, words[5] ^ c);
                d = Fold(words[6] ^ keyD, words[7] ^ d);
            }

            (_a, _b, _c, _d) = (a, b, c, d);
        }

        public readonly ulong Hash(nuint length) => Fold(Fold(_a ^ keys[0], _b ^ keys[1]) ^ length, Fold(_c ^ keys[2], _d ^ keys[3]) ^ keys[4]);
    }
}
