using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Micro.Measuring;

/// <summary>What one core can do at best: multiplications and additions on registers alone. Measured once in a process.</summary>
internal static class ComputePeak
{
    private const int Steps = 1_000_000, Sums = 12, Rounds = 50;

    private static readonly Lazy<double> s_value = new(Measure);

    /// <summary>GFLOP/s in float, the best of several rounds and of the widths of vectors.</summary>
    public static double Value => s_value.Value;

    private static double Measure()
    {
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            // A width that the processor does not have needs more registers than there are.
            best = Math.Max(best, Vector512.IsHardwareAccelerated ? Rate(Loop512, Vector512<float>.Count) : 0);
            best = Math.Max(best, Vector256.IsHardwareAccelerated ? Rate(Loop256, Vector256<float>.Count) : 0);
            best = Math.Max(best, Rate(Loop128, Vector128<float>.Count));
        }

        return best;
    }

    private static double Rate(Func<int, float> loop, int lanes)
    {
        long start = Stopwatch.GetTimestamp();
        float result = loop(Steps);
        double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return float.IsNaN(result) ? 0 : 2.0 * Sums * lanes * Steps / time;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512(int steps)
    {
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(0.25f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, y, x);
            b = Vector512.FusedMultiplyAdd(b, y, x);
            c = Vector512.FusedMultiplyAdd(c, y, x);
            d = Vector512.FusedMultiplyAdd(d, y, x);
            e = Vector512.FusedMultiplyAdd(e, y, x);
            f = Vector512.FusedMultiplyAdd(f, y, x);
            g = Vector512.FusedMultiplyAdd(g, y, x);
            h = Vector512.FusedMultiplyAdd(h, y, x);
            i = Vector512.FusedMultiplyAdd(i, y, x);
            j = Vector512.FusedMultiplyAdd(j, y, x);
            k = Vector512.FusedMultiplyAdd(k, y, x);
            l = Vector512.FusedMultiplyAdd(l, y, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256(int steps)
    {
        Vector256<float> x = Vector256.Create(0.5f), y = Vector256.Create(0.25f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, y, x);
            b = Vector256.FusedMultiplyAdd(b, y, x);
            c = Vector256.FusedMultiplyAdd(c, y, x);
            d = Vector256.FusedMultiplyAdd(d, y, x);
            e = Vector256.FusedMultiplyAdd(e, y, x);
            f = Vector256.FusedMultiplyAdd(f, y, x);
            g = Vector256.FusedMultiplyAdd(g, y, x);
            h = Vector256.FusedMultiplyAdd(h, y, x);
            i = Vector256.FusedMultiplyAdd(i, y, x);
            j = Vector256.FusedMultiplyAdd(j, y, x);
            k = Vector256.FusedMultiplyAdd(k, y, x);
            l = Vector256.FusedMultiplyAdd(l, y, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop128(int steps)
    {
        Vector128<float> x = Vector128.Create(0.5f), y = Vector128.Create(0.25f);
        Vector128<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector128.FusedMultiplyAdd(a, y, x);
            b = Vector128.FusedMultiplyAdd(b, y, x);
            c = Vector128.FusedMultiplyAdd(c, y, x);
            d = Vector128.FusedMultiplyAdd(d, y, x);
            e = Vector128.FusedMultiplyAdd(e, y, x);
            f = Vector128.FusedMultiplyAdd(f, y, x);
            g = Vector128.FusedMultiplyAdd(g, y, x);
            h = Vector128.FusedMultiplyAdd(h, y, x);
            i = Vector128.FusedMultiplyAdd(i, y, x);
            j = Vector128.FusedMultiplyAdd(j, y, x);
            k = Vector128.FusedMultiplyAdd(k, y, x);
            l = Vector128.FusedMultiplyAdd(l, y, x);
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
