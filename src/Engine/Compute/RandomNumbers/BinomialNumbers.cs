namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>
/// Numbers of binomial distributions: for small means by inversion, for others by transformed rejection (Hörmann, Journal of Statistical Computation and Simulation 46, 1993).
/// </summary>
internal static class BinomialNumbers
{
    // Each number has as many blocks of the generator for itself.
    private const ulong BlocksToInvert = 42;
    private const ulong BlocksToReject = 256;

    private const double LargestMeanToInvert = 10;

    // What Stirling's formula lacks of the logarithm of 0!, 1! … 9!.
    private static ReadOnlySpan<double> StirlingTails =>
    [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
    ];

    /// <summary>Draws a number.</summary>
    /// <param name="generator">At the first block of all numbers.</param>
    /// <param name="index">Which number it is.</param>
    /// <param name="count">How many trials.</param>
    /// <param name="probability">The probability of each to succeed.</param>
    /// <param name="mean">The product of count and the smaller of probability and its complement, in the precision of the operation.</param>
    public static double Draw(Philox generator, long index, double count, double probability, double mean)
    {
        if (count <= 0 || probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return count;
        }

        if (double.IsNaN(probability) || !double.IsFinite(count))
        {
            return double.NaN;
        }

        bool isReversed = probability > 0.5;
        double rare = isReversed ? 1 - probability : probability;
        bool isLarge = mean >= LargestMeanToInvert;
        generator.Skip((isLarge ? BlocksToReject : BlocksToInvert) * (ulong)index);
        double drawn = isLarge ? Reject(ref generator, count, rare) : Invert(ref generator, count, rare);
        return isReversed ? count - drawn : drawn;
    }

    // The sum of geometric numbers until they pass the count.
    private static double Invert(ref Philox generator, double count, double probability)
    {
        Span<double> group = stackalloc double[RandomFill.LongestGroup];
        var uniform = new ReversedNumbers<double, UniformDouble>(group);
        double logarithm = GammaNumbers.LogOnePlus(-probability);
        double sum = 0;
        for (int drawn = 0; ; drawn++)
        {
            sum += Math.Ceiling(Math.Log(uniform.Next(ref generator)) / logarithm);
            if (sum > count)
            {
                return drawn;
            }
        }
    }

    private static double Reject(ref Philox generator, double count, double probability)
    {
        Span<double> group = stackalloc double[RandomFill.LongestGroup];
        var uniform = new ReversedNumbers<double, UniformDouble>(group);

        // The names are those of the paper.
        double deviation = Math.Sqrt(count * probability * (1 - probability));
        double b = 1.15 + (2.53 * deviation);
        double a = -0.0873 + (0.0248 * b) + (0.01 * probability);
        double c = (count * probability) + 0.5;
        double vr = 0.92 - (4.2 / b);
        double r = probability / (1 - probability);
        double alpha = (2.83 + (5.1 / b)) * deviation;
        double m = Math.Floor((count + 1) * probability);
        while (true)
        {
            double u = uniform.Next(ref generator);
            double v = uniform.Next(ref generator);
            u -= 0.5;
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + c);
            if (us >= 0.07 && v <= vr)
            {
                return k;
            }

            if (k < 0 || k > count)
            {
                continue;
            }

            v = Math.Log(v * alpha / ((a / (us * us)) + b));
            double limit = ((m + 0.5) * Math.Log((m + 1) / (r * (count - m + 1)))) + ((count + 1) * Math.Log((count - m + 1) / (count - k + 1)))
                + ((k + 0.5) * Math.Log(r * (count - k + 1) / (k + 1))) + StirlingTail(m) + StirlingTail(count - m) - StirlingTail(k) - StirlingTail(count - k);
            if (v <= limit)
            {
                return k;
            }
        }
    }

    private static double StirlingTail(double k)
    {
        if (k <= 9)
        {
            return StirlingTails[(int)k];
        }

        double square = (k + 1) * (k + 1);
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / square)) / square)) / (k + 1);
    }
}
