namespace TypedModels.Engine.Compute.Special;

/// <summary>The error function, its complement and their inverses.</summary>
internal static class ErrorFunction
{
    // From here on the continued fraction converges faster than the series.
    private const double SeriesEnd = 2;
    private const int Steps = 3;
    private const double TwoBySqrtPi = 1.1283791670955125738961589;

    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    public static double Erf(double x) => Math.Abs(x) < SeriesEnd ? Series(x) : x > 0 ? 1 - ComplementFraction(x) : x < 0 ? ComplementFraction(-x) - 1 : x;

    /// <summary>1 − erf(x), exact where that is small too.</summary>
    public static double Erfc(double x) => x >= SeriesEnd ? ComplementFraction(x) : x > -SeriesEnd ? 1 - Series(x) : x < 0 ? 2 - ComplementFraction(-x) : x;

    /// <summary>The number whose error function is <paramref name="y"/>.</summary>
    public static double ErfInverse(double y)
    {
        double magnitude = Math.Abs(y);
        if (magnitude >= 1 || y == 0 || double.IsNaN(y))
        {
            return magnitude == 1 ? y * double.PositiveInfinity : magnitude > 1 ? double.NaN : y + 0.0;
        }

        if (magnitude > 0.5)
        {
            return Math.CopySign(ErfcInverse(1 - magnitude), y);
        }

        double x = Estimate(double.LogP1(-magnitude * magnitude));
        for (int i = 0; i < Steps; i++)
        {
            x = Step(x, Series(x) - magnitude);
        }

        return Math.CopySign(x, y);
    }

    /// <summary>The number whose complementary error function is <paramref name="y"/>.</summary>
    public static double ErfcInverse(double y)
    {
        if (y > 1)
        {
            return -ErfcInverse(2 - y);
        }

        if (!(y > 0))
        {
            return y == 0 ? double.PositiveInfinity : double.NaN;
        }

        double x = Estimate(Math.Log(y * (2 - y)));
        for (int i = 0; i < Steps; i++)
        {
            x = Step(x, y - Erfc(x));
        }

        return x;
    }

    /// <summary>The quantile of the normal distribution.</summary>
    public static double NormalQuantile(double p) =>
        p is >= 0 and <= 1 ? 0 - (Math.Sqrt(2) * ErfcInverse(2 * p)) : double.NaN;

    // Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, times exp(−x²): all terms have one sign.
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoBySqrtPi * Math.Exp(-x * x) * sum;
    }

    // exp(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from the inside out.
    private static double ComplementFraction(double x)
    {
        if (x > 27)
        {
            return 0;
        }

        double fraction = x;
        for (int n = (int)(300 / (x * x)) + 30; n >= 1; n--)
        {
            fraction = x + (n / (2 * fraction));
        }

        return TwoBySqrtPi / 2 * Math.Exp(-x * x) / fraction;
    }

    // S. Winitzki's formula, within some thousandths.
    private static double Estimate(double logarithm)
    {
        const double A = 0.147;
        double middle = (2 / (Math.PI * A)) + (logarithm / 2);
        return Math.Sqrt(Math.Sqrt((middle * middle) - (logarithm / A)) - middle);
    }

    // E. Halley's method: each step triples the digits.
    private static double Step(double x, double difference)
    {
        double step = difference / (TwoBySqrtPi * Math.Exp(-x * x));
        return x - (step / (1 + (x * step)));
    }
}
