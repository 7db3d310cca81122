namespace TypedModels.Engine.Compute.Special;

/// <summary>The incomplete beta function, divided by the complete one.</summary>
internal static class IncompleteBeta
{
    private const int MostTerms = 10_000;

    /// <summary>1/B(a, b) · ∫₀ˣ tᵃ⁻¹ (1−t)ᵇ⁻¹ dt.</summary>
    public static double Regularised(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0) || x > 1)
        {
            return double.NaN;
        }

        if (x is 0 or 1)
        {
            return x;
        }

        double front = Math.Exp((a * Math.Log(x)) + (b * double.LogP1(-x)) + GammaFunction.LogGamma(a + b) - GammaFunction.LogGamma(a) - GammaFunction.LogGamma(b));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    // The continued fraction of the function (DLMF 8.17.22), by W. Lentz's method.
    private static double Fraction(double a, double b, double x)
    {
        double c = 1, d = Inverse(1 - ((a + b) * x / (a + 1))), value = d;
        for (int m = 1; m < MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            (c, d) = (1 + (even / c), Inverse(1 + (even * d)));
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            (c, d) = (1 + (odd / c), Inverse(1 + (odd * d)));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return value;
    }

    private static double Inverse(double value) => 1 / (Math.Abs(value) < 1e-300 ? 1e-300 : value);
}
