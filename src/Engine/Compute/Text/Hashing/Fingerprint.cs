using System.Buffers.Binary;
using System.Numerics;

namespace TypedModels.Engine.Text;

/// <summary>The 64-bit fingerprint of a text that TensorFlow uses: FarmHash's <c>Fingerprint64</c> (<c>farmhashna::Hash64</c>).</summary>
internal static class Fingerprint
{
    private const ulong K0 = 0xc3a5c85c97cb3127;
    private const ulong K1 = 0xb492b66fbe98f273;
    private const ulong K2 = 0x9ae16a3b2f90404f;

    /// <summary>The fingerprint of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => text.Length switch
    {
        <= 16 => OfShort(text),
        <= 32 => OfMedium(text),
        <= 64 => OfLong(text),
        _ => OfVeryLong(text),
    };

    /// <summary>The fingerprint of two fingerprints, one after the other.</summary>
    public static ulong Concatenate(ulong first, ulong second)
    {
        const ulong Multiplier = 0xc6a4a7935bd1e995;
        ulong result = first ^ Multiplier;
        result ^= ShiftMix(second * Multiplier) * Multiplier;
        result *= Multiplier;
        result = ShiftMix(result) * Multiplier;
        return ShiftMix(result);
    }

    private static ulong OfShort(ReadOnlySpan<byte> s)
    {
        ulong length = (ulong)s.Length;
        if (s.Length >= 8)
        {
            ulong multiplier = K2 + (length * 2);
            ulong a = Fetch(s, 0) + K2;
            ulong b = Fetch(s, s.Length - 8);
            ulong c = (RotateRight(b, 37) * multiplier) + a;
            ulong d = (RotateRight(a, 25) + b) * multiplier;
            return Mix(c, d, multiplier);
        }

        if (s.Length >= 4)
        {
            ulong a = BinaryPrimitives.ReadUInt32LittleEndian(s);
            return Mix(length + (a << 3), BinaryPrimitives.ReadUInt32LittleEndian(s[^4..]), K2 + (length * 2));
        }

        if (s.Length > 0)
        {
            uint y = s[0] + ((uint)s[s.Length >> 1] << 8);
            uint z = (uint)s.Length + ((uint)s[^1] << 2);
            return ShiftMix((y * K2) ^ (z * K0)) * K2;
        }

        return K2;
    }

    private static ulong OfMedium(ReadOnlySpan<byte> s)
    {
        ulong multiplier = K2 + ((ulong)s.Length * 2);
        ulong a = Fetch(s, 0) * K1;
        ulong b = Fetch(s, 8);
        ulong c = Fetch(s, s.Length - 8) * multiplier;
        ulong d = Fetch(s, s.Length - 16) * K2;
        return Mix(RotateRight(a + b, 43) + RotateRight(c, 30) + d, a + RotateRight(b + K2, 18) + c, multiplier);
    }

    private static ulong OfLong(ReadOnlySpan<byte> s)
    {
        ulong multiplier = K2 + ((ulong)s.Length * 2);
        ulong a = Fetch(s, 0) * K2;
        ulong b = Fetch(s, 8);
        ulong c = Fetch(s, s.Length - 8) * multiplier;
        ulong d = Fetch(s, s.Length - 16) * K2;
        ulong y = RotateRight(a + b, 43) + RotateRight(c, 30) + d;
        ulong z = Mix(y, a + RotateRight(b + K2, 18) + c, multiplier);
        ulong e = Fetch(s, 16) * multiplier;
        ulong f = Fetch(s, 24);
        ulong g = (y + Fetch(s, s.Length - 32)) * multiplier;
        ulong h = (z + Fetch(s, s.Length - 24)) * multiplier;
        return Mix(RotateRight(e + f, 43) + RotateRight(g, 30) + h, e + RotateRight(f + a, 18) + g, multiplier);
    }

    private static ulong OfVeryLong(ReadOnlySpan<byte> text)
    {
        const ulong Seed = 81;
        ulong x = unchecked(Seed * K2) + Fetch(text, 0);
        ulong y = unchecked((Seed * K1) + 113);
        ulong z = ShiftMix(unchecked((y * K2) + 113)) * K2;
        (ulong First, ulong Second) v = default, w = default;
        int rest = (text.Length - 1) & 63;
        var s = text;
        for (; s.Length > 64; s = s[64..])
        {
            x = RotateRight(x + y + v.First + Fetch(s, 8), 37) * K1;
            y = RotateRight(y + v.Second + Fetch(s, 48), 42) * K1;
            x ^= w.Second;
            y += v.First + Fetch(s, 40);
            z = RotateRight(z + w.First, 33) * K1;
            v = Weak(s, v.Second * K1, x + w.First);
            w = Weak(s[32..], z + w.Second, y + Fetch(s, 16));
            (z, x) = (x, z);
        }

        ulong multiplier = K1 + ((z & 0xff) << 1);
        s = text[^64..];
        w.First += (ulong)rest;
        v.First += w.First;
        w.First += v.First;
        x = RotateRight(x + y + v.First + Fetch(s, 8), 37) * multiplier;
        y = RotateRight(y + v.Second + Fetch(s, 48), 42) * multiplier;
        x ^= w.Second * 9;
        y += (v.First * 9) + Fetch(s, 40);
        z = RotateRight(z + w.First, 33) * multiplier;
        v = Weak(s, v.Second * multiplier, x + w.First);
        w = Weak(s[32..], z + w.Second, y + Fetch(s, 16));
        (z, x) = (x, z);
        return Mix(Mix(v.First, w.First, multiplier) + (ShiftMix(y) * K0) + z, Mix(v.Second, w.Second, multiplier) + x, multiplier);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, ulong a, ulong b)
    {
        ulong z = Fetch(s, 24);
        a += Fetch(s, 0);
        b = RotateRight(b + a + z, 21);
        ulong c = a;
        a += Fetch(s, 8) + Fetch(s, 16);
        b += RotateRight(a, 44);
        return (a + z, b + c);
    }

    private static ulong Mix(ulong u, ulong v, ulong multiplier)
    {
        ulong a = (u ^ v) * multiplier;
        a ^= a >> 47;
        ulong b = (v ^ a) * multiplier;
        b ^= b >> 47;
        return b * multiplier;
    }

    private static ulong ShiftMix(ulong value) => value ^ (value >> 47);

    private static ulong Fetch(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt64LittleEndian(s[at..]);

    private static ulong RotateRight(ulong value, int count) => BitOperations.RotateRight(value, count);
}
