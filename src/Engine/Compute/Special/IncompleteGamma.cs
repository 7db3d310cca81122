namespace TypedModels.Engine.Compute.Special;

/// <summary>The incomplete gamma functions, divided by the complete one, and their derivatives.</summary>
internal static class IncompleteGamma
{
    private const int MostTerms = 10_000;
    private const double Precision = 1e-16;

    /// <summary>1/Γ(a) · ∫₀ˣ tᵃ⁻¹ exp(−t) dt.</summary>
    public static double Lower(double a, double x)
    {
        if (x == 0 || IsOutside(a, x))
        {
            return x == 0 ? 0 : double.NaN;
        }

        return double.IsInfinity(x) ? 1 : x > 1 && x > a ? 1 - Fraction(a, x) : Series(a, x);
    }

    /// <summary>1/Γ(a) · ∫ₓ^∞ tᵃ⁻¹ exp(−t) dt.</summary>
    public static double Upper(double a, double x)
    {
        if (IsOutside(a, x))
        {
            return double.NaN;
        }

        return x == 0 ? 1 : double.IsInfinity(x) ? 0 : x < 1 || x < a ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>The derivative of <see cref="Lower"/> with respect to <paramref name="a"/>.</summary>
    public static double LowerByA(double a, double x)
    {
        if (x == 0 || IsOutside(a, x))
        {
            return x == 0 ? 0 : double.NaN;
        }

        if (double.IsInfinity(x))
        {
            return 0;
        }

        // Σ xᵃ⁺ⁿ e⁻ˣ / Γ(a+n+1) · (log x − ψ(a+n+1)), whose factors are carried from term to term.
        double log = Math.Log(x), digamma = GammaFunction.Digamma(a + 1), term = Math.Exp((a * log) - x - GammaFunction.LogGamma(a + 1)), sum = 0;
        for (int n = 0; n < MostTerms; n++)
        {
            double part = term * (log - digamma);
            sum += part;
            if (a + n > x && Math.Abs(part) <= Math.Abs(sum) * Precision)
            {
                break;
            }

            term *= x / (a + n + 1);
            digamma += 1 / (a + n + 1);
        }

        return sum;
    }

    /// <summary>How a sample of the gamma distribution changes with <paramref name="a"/>: −∂P/∂a divided by the density.</summary>
    public static double SampleByA(double a, double x) =>
        IsOutside(a, x) ? double.NaN : x == 0 ? 0 : -LowerByA(a, x) / Math.Exp(((a - 1) * Math.Log(x)) - x - GammaFunction.LogGamma(a));

    private static bool IsOutside(double a, double x) => double.IsNaN(x) || !(a > 0) || x < 0 || double.IsInfinity(a);

    // xᵃ e⁻ˣ / Γ(a), whose large parts cancel when both are large and near each other.
    private static double Front(double a, double x)
    {
        if (a < GammaFunction.AsymptoticStart)
        {
            return Math.Exp((a * Math.Log(x)) - x - GammaFunction.LogGamma(a));
        }

        double distance = (x - a) / a;
        return Math.Sqrt(a / (2 * Math.PI)) * Math.Exp((a * (double.LogP1(distance) - distance)) - GammaFunction.StirlingRest(a));
    }

    // Σ xⁿ / (a (a+1) … (a+n))
    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MostTerms && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Front(a, x);
    }

    // 1/(x + 1−a − 1(1−a)/(x + 3−a − 2(2−a)/(x + 5−a − …))), by W. Lentz's method.
    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, value = d;
        for (int n = 1; n < MostTerms; n++)
        {
            double numerator = -n * (n - a);
            b += 2;
            d = (numerator * d) + b;
            c = b + (numerator / c);
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            value *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return value * Front(a, x);
    }
}
