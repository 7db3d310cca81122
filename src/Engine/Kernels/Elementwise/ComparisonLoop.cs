using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Compares runs of elements, and packs what vectors give into truth values of a byte.</summary>
internal static unsafe class ComparisonLoop
{
    // A truth value for each bit: eight bits are copied to eight bytes, each byte keeps its own bit, and what is not zero becomes one.
    private const ulong Copies = 0x0101_0101_0101_0101, OwnBits = 0x8040_2010_0804_0201, AllButTop = 0x7F7F_7F7F_7F7F_7F7F;

    /// <summary>Compares <paramref name="count"/> pairs.</summary>
    public static void Run<TComparison, T>(T* x, T* y, byte* z, int count)
        where TComparison : IComparison
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        if (Vector<byte>.Count == 32)
        {
            for (; i <= count - 32; i += 32)
            {
                for (int bits = 0; bits < 32; bits += Vector<T>.Count)
                {
                    var holds = TComparison.Apply(Unsafe.ReadUnaligned<Vector<T>>(x + i + bits), Unsafe.ReadUnaligned<Vector<T>>(y + i + bits));
                    Write(holds.AsVector256().ExtractMostSignificantBits(), Vector<T>.Count, z + i + bits);
                }
            }
        }

        for (; i < count; i++)
        {
            z[i] = TComparison.Apply(x[i], y[i]) ? (byte)1 : (byte)0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(uint bits, int count, byte* z)
    {
        if (count == 4)
        {
            *(uint*)z = (uint)Spread(bits);
            return;
        }

        for (int k = 0; k < count; k += 8)
        {
            *(ulong*)(z + k) = Spread(bits >> k & 0xFF);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(uint bits) => ((((bits * Copies) & OwnBits) + AllButTop) >> 7) & Copies;
}
