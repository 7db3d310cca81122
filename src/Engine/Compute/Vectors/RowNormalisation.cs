using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Gives a row the mean zero and the variance one, then multiplies and adds.</summary>
internal static unsafe class RowNormalisation
{
    /// <summary>Normalises a row of floats.</summary>
    /// <param name="source">The row.</param>
    /// <param name="factors">What its elements are multiplied by, or null.</param>
    /// <param name="offsets">What is added to them, or null.</param>
    /// <param name="target">The result; may be the row.</param>
    /// <param name="length">The elements.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="centres">Whether the mean is taken away.</param>
    public static void Run(float* source, float* factors, float* offsets, float* target, int length, float epsilon, bool centres)
    {
        if (Vector512.IsHardwareAccelerated && length >= Vector512<float>.Count)
        {
            Run<Floats512, Vector512<float>>(source, factors, offsets, target, length, epsilon, centres);
        }
        else if (Vector256.IsHardwareAccelerated && length >= Vector256<float>.Count)
        {
            Run<Floats256, Vector256<float>>(source, factors, offsets, target, length, epsilon, centres);
        }
        else
        {
            Run<Floats128, Vector128<float>>(source, factors, offsets, target, length, epsilon, centres);
        }
    }

    /// <summary>Normalises a row of doubles.</summary>
    public static void Run(double* source, double* factors, double* offsets, double* target, int length, double epsilon, bool centres)
    {
        double sum = 0, squares = 0;
        for (int i = 0; centres && i < length; i++)
        {
            sum += source[i];
        }

        double mean = sum / length;
        for (int i = 0; i < length; i++)
        {
            squares += (source[i] - mean) * (source[i] - mean);
        }

        double scale = 1 / Math.Sqrt((squares / length) + epsilon);
        for (int i = 0; i < length; i++)
        {
            target[i] = ((source[i] - mean) * (factors is null ? scale : scale * factors[i])) + (offsets is null ? 0 : offsets[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TFloats, TVector>(float* source, float* factors, float* offsets, float* target, int length, float epsilon, bool centres)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        float mean = centres ? Sum<TFloats, TVector>(source, length) / length : 0;
        float scale = 1 / MathF.Sqrt((SumOfSquares<TFloats, TVector>(source, length, mean) / length) + epsilon);
        var means = TFloats.All(mean);
        var scales = TFloats.All(scale);
        int i = 0;
        for (; i <= length - TFloats.Lanes; i += TFloats.Lanes)
        {
            var factor = factors is null ? scales : TFloats.Multiply(scales, TFloats.Load(factors + i));
            var offset = offsets is null ? TFloats.All(0) : TFloats.Load(offsets + i);
            TFloats.Store(target + i, TFloats.MultiplyAdd(TFloats.Subtract(TFloats.Load(source + i), means), factor, offset));
        }

        for (; i < length; i++)
        {
            target[i] = MathF.FusedMultiplyAdd(source[i] - mean, factors is null ? scale : scale * factors[i], offsets is null ? 0 : offsets[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum<TFloats, TVector>(float* source, int length)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        TVector even = TFloats.All(0), odd = even;
        int i = 0;
        for (; i <= length - (2 * TFloats.Lanes); i += 2 * TFloats.Lanes)
        {
            even = TFloats.Add(even, TFloats.Load(source + i));
            odd = TFloats.Add(odd, TFloats.Load(source + i + TFloats.Lanes));
        }

        float sum = 0;
        for (; i <= length - TFloats.Lanes; i += TFloats.Lanes)
        {
            even = TFloats.Add(even, TFloats.Load(source + i));
        }

        for (; i < length; i++)
        {
            sum += source[i];
        }

        return sum + TFloats.Sum(TFloats.Add(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfSquares<TFloats, TVector>(float* source, int length, float mean)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        TVector even = TFloats.All(0), odd = even, means = TFloats.All(mean);
        int i = 0;
        for (; i <= length - (2 * TFloats.Lanes); i += 2 * TFloats.Lanes)
        {
            TVector first = TFloats.Subtract(TFloats.Load(source + i), means), second = TFloats.Subtract(TFloats.Load(source + i + TFloats.Lanes), means);
            even = TFloats.MultiplyAdd(first, first, even);
            odd = TFloats.MultiplyAdd(second, second, odd);
        }

        float sum = 0;
        for (; i <= length - TFloats.Lanes; i += TFloats.Lanes)
        {
            var first = TFloats.Subtract(TFloats.Load(source + i), means);
            even = TFloats.MultiplyAdd(first, first, even);
        }

        for (; i < length; i++)
        {
            sum += (source[i] - mean) * (source[i] - mean);
        }

        return sum + TFloats.Sum(TFloats.Add(even, odd));
    }
}
