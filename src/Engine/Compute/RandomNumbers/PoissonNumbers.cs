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
    public static double Draw(Philox generator, double rate)
    {
        if (!double.IsFinite(rate) || rate < 0)
        {
            return double.NaN;
        }

        Span<double> group = stackalloc double[RandomFill.LongestGroup];
        var uniform = new ReversedNumbers<double, UniformDouble>(group);
        return rate < 10 ? Count(ref generator, ref uniform, rate) : Reject(ref generator, ref uniform, rate);
    }

    private static double Count(ref Philox generator, ref ReversedNumbers<double, UniformDouble> uniform, double rate)
    {
        double limit = Math.Exp(-rate);
        double product = 1;
        for (int count = 0; ; count++)
        {
            product *= uniform.Next(ref generator);
            if (product <= limit)
            {
                return count;
            }
        }
    }

    private static double Reject(ref Philox generator, ref ReversedNumbers<double, UniformDouble> uniform, double rate)
    {
        // The names are those of the paper.
        double logRate = Math.Log(rate);
        double b = 0.931 + (2.53 * Math.Sqrt(rate));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        while (true)
        {
            double u = uniform.Next(ref generator) - 0.5;
            double v = uniform.Next(ref generator);
            double shifted = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / shifted) + b) * u) + rate + 0.43);
            if (shifted >= 0.07 && v <= 0.9277 - (3.6224 / (b - 2)))
            {
                return k;
            }

            if (k < 0 || (shifted < 0.013 && v > shifted))
            {
                continue;
            }

            double s = Math.Log(v * inverseAlpha / ((a / (shifted * shifted)) + b));
            double t = -rate + (k * logRate) - LogFactorial(k);
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
