namespace TypedModels.Engine.Compute.Special;

/// <summary>Integrals that have names.</summary>
internal static class Integrals
{
    private const double Euler = 0.57721566490153286060651209008240;

    /// <summary>J. Dawson's: exp(−x²) · ∫₀ˣ exp(t²) dt.</summary>
    public static double Dawson(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude < 0.5)
        {
            // Σ (−2x²)ᵏ / (2k+1)!!
            double term = x, sum = x;
            for (int k = 1; k < 30; k++)
            {
                term *= -2 * x * x / ((2 * k) + 1);
                sum += term;
            }

            return sum;
        }

        if (magnitude > 12)
        {
            double inverse = 1 / (2 * x * x), term = 1, sum = 1;
            for (int k = 1; k < 12; k++)
            {
                term *= ((2 * k) - 1) * inverse;
                sum += term;
            }

            return (sum / (2 * x)) + 0.0;
        }

        return double.IsNaN(x) ? x : Rybicki(x);
    }

    /// <summary>The exponential integral: ∫ exp(t)/t dt from −∞ to <paramref name="x"/>.</summary>
    public static double Exponential(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        double term = 1, sum = 0;
        if (x < 40)
        {
            // γ + log x + Σ xᵏ / (k · k!)
            for (int k = 1; k < 200 && term > 1e-18 * sum; k++)
            {
                term *= x / k;
                sum += term / k;
            }

            return Euler + Math.Log(x) + sum;
        }

        // exp(x)/x · Σ k!/xᵏ
        for (int k = 1; k < 40; k++)
        {
            sum += term;
            term *= k / x;
        }

        return Math.Exp(x) / x * sum;
    }

    /// <summary>A. Fresnel's: ∫₀ˣ of the sine and of the cosine of πt²/2.</summary>
    public static (double Sine, double Cosine) Fresnel(double x)
    {
        double magnitude = Math.Abs(x), sine, cosine;
        if (magnitude < 1.6)
        {
            (sine, cosine) = FresnelSeries(magnitude);
        }
        else
        {
            (double f, double g) = magnitude < 1e8 ? FresnelAuxiliaries(magnitude) : (0, 0);
            (double sin, double cos) = magnitude < 1e8 ? Math.SinCos(Math.PI / 2 * Math.IEEERemainder(magnitude * magnitude, 4)) : (0, 0);
            sine = 0.5 - (f * cos) - (g * sin);
            cosine = 0.5 + (f * sin) - (g * cos);
        }

        return double.IsNaN(x) ? (x, x) : x < 0 ? (-sine, -cosine) : (sine, cosine);
    }

    /// <summary>W. Spence's: −∫₁ˣ log(t)/(t−1) dt.</summary>
    public static double Spence(double x)
    {
        if (!(x >= 0) || double.IsInfinity(x))
        {
            return double.NaN;
        }

        if (x == 0)
        {
            return Math.PI * Math.PI / 6;
        }

        if (x > 1.5)
        {
            double log = Math.Log(x);
            return -Spence(1 / x) - (log * log / 2);
        }

        if (x < 0.5)
        {
            return (Math.PI * Math.PI / 6) - (Math.Log(x) * double.LogP1(-x)) - Spence(1 - x);
        }

        // Σ (1−x)ᵏ / k²
        double power = 1, sum = 0;
        for (int k = 1; k < 60; k++)
        {
            power *= 1 - x;
            sum += power / ((double)k * k);
        }

        return sum;
    }

    // 1/√π · Σ exp(−(x−nh)²)/n over odd n, around the n nearest to x/h.
    private static double Rybicki(double x)
    {
        const double Step = 0.2;
        int nearest = (2 * (int)Math.Floor(x / Step / 2)) + 1;
        double sum = 0;
        for (int n = nearest - 40; n <= nearest + 40; n += 2)
        {
            double distance = x - (n * Step);
            sum += Math.Exp(-distance * distance) / n;
        }

        return sum / Math.Sqrt(Math.PI);
    }

    private static (double Sine, double Cosine) FresnelSeries(double x)
    {
        double angle = Math.PI * x * x / 2, term = x, sine = 0, cosine = 0;
        for (int k = 0; k < 50; k++)
        {
            double part = (k / 2 % 2 == 0 ? term : -term) / ((2 * k) + 1);
            (sine, cosine) = k % 2 == 0 ? (sine, cosine + part) : (sine + part, cosine);
            term *= angle / (k + 1);
        }

        return (sine, cosine);
    }

    // √2/π · ∫₀^∞ of exp(−πx²u²/2) / (1+u⁴), and of u² times that: the trapezoidal rule converges exponentially.
    private static (double F, double G) FresnelAuxiliaries(double x)
    {
        double step = Math.Min(0.1, 0.5 / x), f = 0.5, g = 0;
        for (int i = 1; ; i++)
        {
            double u = i * step, square = u * u, term = Math.Exp(-Math.PI / 2 * x * x * square) / (1 + (square * square));
            f += term;
            g += term * square;
            if (!(term > 1e-18))
            {
                double scale = Math.Sqrt(2) / Math.PI * step;
                return (f * scale, g * scale);
            }
        }
    }
}
