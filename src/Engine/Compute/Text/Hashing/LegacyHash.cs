using System.Buffers.Binary;

namespace TypedModels.Engine.Text;

/// <summary>TensorFlow's own <c>Hash64</c>, a MurmurHash2: what StringToHashBucket without a suffix uses.</summary>
internal static class LegacyHash
{
    /// <summary>The seed TensorFlow hashes texts with.</summary>
    public const ulong DefaultSeed = 0xdecafcaffe;

    /// <summary>The hash of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, ulong seed = DefaultSeed)
    {
        const ulong Multiplier = 0xc6a4a7935bd1e995;
        const int Shift = 47;
        ulong hash = seed ^ unchecked((ulong)text.Length * Multiplier);
        while (text.Length >= 8)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text) * Multiplier;
            word = (word ^ (word >> Shift)) * Multiplier;
            hash = (hash ^ word) * Multiplier;
            text = text[8..];
        }

        if (text.Length > 0)
        {
            for (int i = 0; i < text.Length; i++)
            {
                hash ^= (ulong)text[i] << (8 * i);
            }

            hash *= Multiplier;
        }

        hash = (hash ^ (hash >> Shift)) * Multiplier;
        return hash ^ (hash >> Shift);
    }
}
