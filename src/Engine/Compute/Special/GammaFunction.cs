namespace TypedModels.Engine.Compute.Special;

/// <summary>The gamma function's logarithm, its derivatives, and Hurwitz's zeta function, to which they belong.</summary>
internal static class GammaFunction
{
    /// <summary>From here on the asymptotic series have all digits.</summary>
    public const double AsymptoticStart = 10;
    private const double HalfLogTwoPi = 0.91893853320467274178032973640562;

    // B₂ₖ, Bernoulli's numbers.
    private static readonly double[] s_bernoulli =
        [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730];

    /// <summary>log |Γ(x)|.</summary>
    public static double LogGamma(double x)
    {
        if (!double.IsFinite(x))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x <= 0 && Math.Floor(x) == x)
        {
            return double.PositiveInfinity;
        }

        if (Math.Abs(x) < 1e-300)
        {
            return -Math.Log(Math.Abs(x));
        }

        if (x < 0.5)
        {
            // Γ(x) Γ(1−x) = π / sin(πx)
            return Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - LogGamma(1 - x);
        }

        double product = 1;
        for (; x < AsymptoticStart; x++)
        {
            product *= x;
        }

        return Stirling(x) - Math.Log(product);
    }

    /// <summary>The derivative of log Γ(x); not a number at its poles.</summary>
    public static double Digamma(double x)
    {
        if (x <= 0)
        {
            return Math.Floor(x) == x ? double.NaN : Digamma(1 - x) - (Math.PI / Math.Tan(Math.PI * (x - Math.Round(x))));
        }

        double sum = 0;
        for (; x < AsymptoticStart; x++)
        {
            sum -= 1 / x;
        }

        double inverse = 1 / (x * x), power = inverse;
        sum += Math.Log(x) - (0.5 / x);
        for (int k = 0; k < 8; k++, power *= inverse)
        {
            sum -= s_bernoulli[k] / (2 * (k + 1)) * power;
        }

        return sum;
    }

    /// <summary>The derivative of log Γ(x) of order <paramref name="n"/> + 1.</summary>
    public static double Polygamma(double n, double x)
    {
        if (n == 0)
        {
            return Digamma(x);
        }

        return Math.Floor(n) != n || n < 0 ? double.NaN : (n % 2 == 0 ? -1 : 1) * Math.Exp(LogGamma(n + 1)) * Zeta(n + 1, x);
    }

    /// <summary>Σ (q + n)⁻ˢ over all n from zero on, by the summation formula of Euler and Maclaurin.</summary>
    public static double Zeta(double s, double q)
    {
        if (!(s > 1) || double.IsNaN(q))
        {
            return s == 1 ? double.PositiveInfinity : double.NaN;
        }

        if (double.IsInfinity(s))
        {
            return q < 1 ? double.PositiveInfinity : q == 1 ? 1 : 0;
        }

        if (q <= 0 && (Math.Floor(q) == q || Math.Floor(s) != s))
        {
            return Math.Floor(q) == q && s % 2 == 0 ? double.PositiveInfinity : double.NaN;
        }

        if (double.IsPositiveInfinity(q))
        {
            return 0;
        }

        // Far below zero the first terms are next to nothing, and there may be any number of them.
        const double Far = -100_000;
        q = q < Far ? Far + (q - Math.Floor(q)) : q;
        double sum = 0;
        for (; q < Math.Max(AsymptoticStart, s); q++)
        {
            double term = Math.Pow(q, -s);
            sum += term;
            if (q > 0 && term < Math.Abs(sum) * 1e-18)
            {
                return sum;
            }
        }

        double last = Math.Pow(q, -s);
        sum += (last * q / (s - 1)) + (last / 2);
        double factor = s * last / q;
        for (int k = 0; k < s_bernoulli.Length; k++)
        {
            // B₂ₖ / (2k)! · s (s+1) … (s+2k−2) · q⁻ˢ⁻²ᵏ⁺¹
            double term = s_bernoulli[k] * factor / Factorial(2 * (k + 1));
            sum += term;
            if (Math.Abs(term) < Math.Abs(sum) * 1e-17)
            {
                break;
            }

            factor *= (s + (2 * k) + 1) * (s + (2 * k) + 2) / (q * q);
        }

        return sum;
    }

    /// <summary>log Γ(x) less (x − ½) log x − x + ½ log 2π, for numbers from ten on: J. Stirling's series.</summary>
    public static double StirlingRest(double x)
    {
        double inverse = 1 / (x * x), power = 1 / x, sum = 0;
        for (int k = 0; k < 8; k++, power *= inverse)
        {
            sum += s_bernoulli[k] / ((2.0 * k + 1) * (2 * k + 2)) * power;
        }

        return sum;
    }

    private static double Stirling(double x) => ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingRest(x);

    private static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }
}
