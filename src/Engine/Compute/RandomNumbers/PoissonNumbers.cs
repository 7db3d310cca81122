using System.Numerics;

namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>
/// Numbers of Poisson distributions: for small rates by counting (Knuth, The Art of Computer Programming 2, 3.4.1), for others by transformed rejection (Hörmann, Insurance:
/// Mathematics and Economics 12, 1993).
/// </summary>
internal static class PoissonNumbers
{
    /// <summary>The blocks of the generator that each number has for itself.</summary>
    public const uint BlocksPerNumber = 256;

    /// <summary>Draws a number.</summary>
    /// <param name="generator">At the number's first block.</param>
    /// <param name="rate">The mean; NaN, negative and infinite ones give NaN.</param>
    public static T Draw<T, TUniform>(Philox generator, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUniform : struct, IDistribution<T>
    {
        if (!T.IsFinite(rate) || rate < T.Zero)
        {
            return T.NaN;
        }

        Span<T> group = stackalloc T[RandomFill.LongestGroup];
        var uniform = new ReversedNumbers<T, TUniform>(group);
        return rate < T.CreateChecked(10) ? Count(ref generator, ref uniform, rate) : Reject(ref generator, ref uniform, rate);
    }

    private static T Count<T, TUniform>(ref Philox generator, ref ReversedNumbers<T, TUniform> uniform, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUniform : struct, IDistribution<T>
    {
        T limit = T.Exp(-rate);
        T product = T.One;
        T count = T.Zero;
        while (true)
        {
            product *= uniform.Next(ref generator);
            if (product <= limit)
            {
                return count;
            }

            count += T.One;
        }
    }

    private static T Reject<T, TUniform>(ref Philox generator, ref ReversedNumbers<T, TUniform> uniform, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUniform : struct, IDistribution<T>
    {
        // The names are those of the paper.
        T logRate = T.Log(rate);
        T b = T.CreateChecked(0.931) + (T.CreateChecked(2.53) * T.Sqrt(rate));
        T a = T.CreateChecked(-0.059) + (T.CreateChecked(0.02483) * b);
        T inverseAlpha = T.CreateChecked(1.1239) + (T.CreateChecked(1.1328) / (b - T.CreateChecked(3.4)));
        T half = T.CreateChecked(0.5);
        T two = T.One + T.One;
        while (true)
        {
            T u = uniform.Next(ref generator) - half;
            T v = uniform.Next(ref generator);
            T shifted = half - T.Abs(u);
            T k = T.Floor((((two * a / shifted) + b) * u) + rate + T.CreateChecked(0.43));
            if (shifted >= T.CreateChecked(0.07) && v <= T.CreateChecked(0.9277) - (T.CreateChecked(3.6224) / (b - two)))
            {
                return k;
            }

            if (k < T.Zero || (shifted < T.CreateChecked(0.013) && v > shifted))
            {
                continue;
            }

            T s = T.Log(v * inverseAlpha / ((a / (shifted * shifted)) + b));
            T t = -rate + (k * logRate) - T.CreateChecked(LogFactorial(double.CreateChecked(k)));
            if (s <= t)
            {
                return k;
            }
        }
    }

    // Stirling's series (Abramowitz and Stegun 6.1.41), the argument moved up until it holds.
    private static double LogFactorial(double n)
    {
        double x = n + 1;
        double product = 1;
        for (; x < 10; x++)
        {
            product *= x;
        }

        double square = 1 / (x * x);
        double series = ((((((-1.0 / 1680 * square) + (1.0 / 1260)) * square) - (1.0 / 360)) * square) + (1.0 / 12)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(product);
    }
}
