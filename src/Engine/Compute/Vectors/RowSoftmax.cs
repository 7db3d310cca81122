using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>The softmax of rows of floats that fit the stack, with vectors no wider than a row needs.</summary>
internal static unsafe class RowSoftmax
{
    /// <summary>The longest row.</summary>
    public const int MostElements = 4096;

    /// <summary>Writes the softmax of some rows.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="target">Where the first result goes; may be the row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="length">The elements of a row, at most <see cref="MostElements"/>.</param>
    public static void Run(float* source, float* target, int rows, int length)
    {
        if (Vector512.IsHardwareAccelerated && length > Vector256<float>.Count)
        {
            Run<Floats512, Vector512<float>>(source, target, rows, length);
        }
        else if (Vector256.IsHardwareAccelerated && length > Vector128<float>.Count)
        {
            Run<Floats256, Vector256<float>>(source, target, rows, length);
        }
        else
        {
            Run<Floats128, Vector128<float>>(source, target, rows, length);
        }
    }

    [SkipLocalsInit]
    private static void Run<TFloats, TVector>(float* source, float* target, int rows, int length)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        float* row = stackalloc float[length + TFloats.Lanes];
        for (int i = 0; i < rows; i++, source += length, target += length)
        {
            int whole = length - (length % TFloats.Lanes), rest = length - whole;
            for (int at = 0; at < whole; at += TFloats.Lanes)
            {
                TFloats.Store(row + at, TFloats.Load(source + at));
            }

            if (rest > 0)
            {
                TFloats.Store(row + whole, TFloats.LoadFirst(source + whole, rest));
            }

            var scales = TFloats.All(1 / RowExponentials.Run<TFloats, TVector>(row, length, 1, null, 0, 0));
            for (int at = 0; at < whole; at += TFloats.Lanes)
            {
                TFloats.Store(target + at, TFloats.Multiply(TFloats.Load(row + at), scales));
            }

            if (rest > 0)
            {
                TFloats.StoreFirst(target + whole, TFloats.Multiply(TFloats.Load(row + whole), scales), rest);
            }
        }
    }
}
