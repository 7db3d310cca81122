using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Powers of floats: exp(y · log x) in double, which leaves all digits that a float has.</summary>
internal static class PowerLoop
{
    /// <summary>Raises each <paramref name="x"/> to its <paramref name="y"/>; <paramref name="z"/> may be one of them.</summary>
    public static void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var bases = Load(x, i);
            var exponents = Load(y, i);

            // Zeros, infinities, NaN and negative numbers have rules of their own.
            var infinity = Vector.Create(float.PositiveInfinity);
            if (Vector.GreaterThanAll(bases, Vector<float>.Zero)
                && Vector.LessThanAll(bases, infinity) && Vector.LessThanAll(Vector.Abs(exponents), infinity))
            {
                Vector.Widen(bases, out var baseLow, out var baseHigh);
                Vector.Widen(exponents, out var exponentLow, out var exponentHigh);
                Vector.Narrow(Vector.Exp(Vector.Log(baseLow) * exponentLow), Vector.Exp(Vector.Log(baseHigh) * exponentHigh))
                    .StoreUnsafe(ref MemoryMarshal.GetReference(z), (nuint)i);
            }
            else
            {
                RunScalar(x, y, z, i, i + Vector<float>.Count);
            }
        }

        RunScalar(x, y, z, i, x.Length);
    }

    private static void RunScalar(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            z[i] = (float)Math.Pow(x[i], y[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ReadOnlySpan<float> values, int start) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
}
