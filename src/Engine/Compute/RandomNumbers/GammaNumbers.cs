namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Numbers of gamma distributions with scale 1, by rejection (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 2000).</summary>
internal static class GammaNumbers
{
    /// <summary>The blocks of the generator that each number has for itself.</summary>
    public const uint BlocksPerNumber = 256;

    /// <summary>Draws a number.</summary>
    /// <param name="generator">At the number's first block.</param>
    /// <param name="alpha">The shape of the distribution; NaN and numbers that are not positive give NaN.</param>
    public static double Draw(Philox generator, double alpha)
    {
        if (!(alpha > 0) || double.IsPositiveInfinity(alpha))
        {
            return alpha > 0 ? alpha : double.NaN;
        }

        Span<double> uniformGroup = stackalloc double[RandomFill.LongestGroup];
        Span<double> normalGroup = stackalloc double[RandomFill.LongestGroup];
        var uniform = new ReversedNumbers<double, UniformDouble>(uniformGroup);
        var normal = new ReversedNumbers<double, NormalDouble>(normalGroup);
        if (alpha == 1)
        {
            return -LogOnePlus(-uniform.Next(ref generator));
        }

        // Below 1 one more is drawn for, and the result multiplied with a power of a uniform number.
        bool isBelowOne = alpha < 1;
        double d = alpha + (isBelowOne ? 2.0 / 3 : -1.0 / 3);
        double c = 1.0 / 3 / Math.Sqrt(d);
        while (true)
        {
            double x = normal.Next(ref generator);
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            double u = uniform.Next(ref generator);
            if (u < 1 - (0.0331 * (x * x) * (x * x)) || Math.Log(u) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return isBelowOne ? d * v * Math.Pow(uniform.Next(ref generator), 1 / alpha) : d * v;
            }
        }
    }

    // log(1 + x) without the loss of 1 + x (Goldberg, ACM Computing Surveys 23, 1991, theorem 4).
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) || sum <= 0 ? Math.Log(sum) : x * Math.Log(sum) / (sum - 1);
    }
}
