namespace TypedModels;

/// <summary>SHA-256 (FIPS 180-4). Contracts are a few hundred bytes, and the framework's own would load OpenSSL for them: most of what a small model's load takes.</summary>
internal static class Sha256
{
    private const int BlockLength = 64;
    private const int LengthOfLength = 8;

    private static readonly uint[] s_start = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly uint[] s_constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The hash.</summary>
    public static byte[] Hash(byte[] bytes)
    {
        uint[] state = (uint[])s_start.Clone();
        uint[] words = new uint[BlockLength];
        int position = 0;
        for (; bytes.Length - position >= BlockLength; position += BlockLength)
        {
            Add(state, words, bytes, position);
        }

        // A one bit, zeros, and the number of bits at the end of a block.
        int rest = bytes.Length - position;
        byte[] last = new byte[rest + 1 + LengthOfLength <= BlockLength ? BlockLength : 2 * BlockLength];
        Array.Copy(bytes, position, last, 0, rest);
        last[rest] = 0x80;
        ulong bits = 8 * (ulong)bytes.Length;
        for (int i = 1; i <= LengthOfLength; i++, bits >>= 8)
        {
            last[last.Length - i] = (byte)bits;
        }

        for (position = 0; position < last.Length; position += BlockLength)
        {
            Add(state, words, last, position);
        }

        byte[] hash = new byte[state.Length * sizeof(uint)];
        for (int i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)(state[i / 4] >> (24 - (8 * (i % 4))));
        }

        return hash;
    }

    private static void Add(uint[] state, uint[] words, byte[] bytes, int start)
    {
        for (int i = 0; i < 16; i++)
        {
            int place = start + (4 * i);
            words[i] = ((uint)bytes[place] << 24) | ((uint)bytes[place + 1] << 16) | ((uint)bytes[place + 2] << 8) | bytes[place + 3];
        }

        for (int i = 16; i < words.Length; i++)
        {
            uint early = words[i - 15], late = words[i - 2];
            words[i] = unchecked(words[i - 16] + (Turn(early, 7) ^ Turn(early, 18) ^ (early >> 3)) + words[i - 7] + (Turn(late, 17) ^ Turn(late, 19) ^ (late >> 10)));
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < words.Length; i++)
        {
            uint one = unchecked(h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ (~e & g)) + s_constants[i] + words[i]);
            uint two = unchecked((Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c)));
            (h, g, f, e, d, c, b, a) = (g, f, e, unchecked(d + one), c, b, a, unchecked(one + two));
        }

        uint[] sums = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = unchecked(state[i] + sums[i]);
        }
    }

    private static uint Turn(uint value, int bits) => (value >> bits) | (value << (32 - bits));
}
