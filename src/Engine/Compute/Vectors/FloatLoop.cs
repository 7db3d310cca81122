using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>
/// Runs a function over floats in one pass. The elements behind the last whole vector are the end of one that overlaps it, read before anything is written; what is shorter than a
/// vector is done with a narrower one.
/// </summary>
internal static unsafe class FloatLoop
{
    /// <summary>Replaces each element by its function value.</summary>
    public static void Run<TFunction>(TFunction function, Span<float> values)
        where TFunction : struct, IFloatFunction
    {
        fixed (float* pointer = values)
        {
            Run(function, pointer, pointer, values.Length);
        }
    }

    /// <summary>Writes the function value of each element of <paramref name="x"/>; <paramref name="y"/> may be the same.</summary>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IFloatFunction
    {
        fixed (float* source = x, target = y)
        {
            Run(function, source, target, x.Length);
        }
    }

    private static void Run<TFunction>(TFunction function, float* x, float* y, int count)
        where TFunction : struct, IFloatFunction
    {
        if (Vector512.IsHardwareAccelerated && count >= Vector512<float>.Count)
        {
            Run<TFunction, Floats512, Vector512<float>>(function, x, y, count);
        }
        else if (Vector256.IsHardwareAccelerated && count >= Vector256<float>.Count)
        {
            Run<TFunction, Floats256, Vector256<float>>(function, x, y, count);
        }
        else if (count >= Vector128<float>.Count)
        {
            Run<TFunction, Floats128, Vector128<float>>(function, x, y, count);
        }
        else if (count > 0)
        {
            RunFew(function, x, y, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TFunction, TFloats, TVector>(TFunction function, float* x, float* y, int count)
        where TFunction : struct, IFloatFunction
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        int last = count - TFloats.Lanes;
        var end = TFloats.Load(x + last);
        for (int i = 0; i < last; i += TFloats.Lanes)
        {
            TFloats.Store(y + i, function.Apply<TFloats, TVector>(TFloats.Load(x + i)));
        }

        TFloats.Store(y + last, function.Apply<TFloats, TVector>(end));
    }

    private static void RunFew<TFunction>(TFunction function, float* x, float* y, int count)
        where TFunction : struct, IFloatFunction
    {
        float* few = stackalloc float[Vector128<float>.Count];
        new ReadOnlySpan<float>(x, count).CopyTo(new Span<float>(few, count));
        new Span<float>(few + count, Vector128<float>.Count - count).Clear();
        function.Apply<Floats128, Vector128<float>>(Vector128.Load(few)).Store(few);
        new ReadOnlySpan<float>(few, count).CopyTo(new Span<float>(y, count));
    }
}
