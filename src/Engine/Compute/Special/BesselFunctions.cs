namespace TypedModels.Engine.Compute.Special;

/// <summary>Bessel's functions of orders zero and one.</summary>
internal static class BesselFunctions
{
    // From here on the asymptotic series have all digits.
    private const double AsymptoticStart = 25;
    private const int Orders = 60;
    private const double Euler = 0.57721566490153286060651209008240;

    /// <summary>I₀ or I₁, the modified functions of the first kind, times exp(−|x|).</summary>
    public static double ScaledI(int order, double x)
    {
        double magnitude = Math.Abs(x);
        double value = magnitude > 2 * AsymptoticStart ? AsymptoticI(order, magnitude) : SeriesI(order, magnitude) * Math.Exp(-magnitude);
        return order == 1 && x < 0 ? -value : value;
    }

    /// <summary>I₀ or I₁; not a number at infinity, where the scaled function is zero.</summary>
    public static double I(int order, double x)
    {
        double half = Math.Exp(Math.Abs(x) / 2);
        return double.IsInfinity(x) ? double.NaN : double.IsInfinity(half) ? order == 1 && x < 0 ? -half : half : ScaledI(order, x) * half * half;
    }

    /// <summary>K₀ or K₁, the modified functions of the second kind, times exp(x); infinite up to zero.</summary>
    public static double ScaledK(int order, double x)
    {
        if (!(x > 0))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < 1e-8)
        {
            return order == 0 ? -Math.Log(x / 2) - Euler : 1 / x;
        }

        // ∫₀^∞ exp(−x (cosh t − 1)) cosh(νt) dt: the trapezoidal rule converges exponentially.
        double step = 1.0 / 16 / Math.Max(1, Math.Sqrt(x / 4)), sum = 0.5;
        for (int i = 1; ; i++)
        {
            double t = i * step, half = Math.Sinh(t / 2);
            double term = Math.Exp(-2 * x * half * half) * (order == 0 ? 1 : Math.Cosh(t));
            sum += term;
            if (term < sum * 1e-17 || double.IsInfinity(x))
            {
                return double.IsInfinity(x) ? 0 : sum * step;
            }
        }
    }

    /// <summary>K₀ or K₁.</summary>
    public static double K(int order, double x) => ScaledK(order, x) * (x > 0 ? Math.Exp(-x) : 1);

    /// <summary>J₀ or J₁, the functions of the first kind.</summary>
    public static double J(int order, double x)
    {
        Span<double> orders = stackalloc double[Orders];
        double magnitude = Math.Abs(x), value = magnitude > AsymptoticStart ? AsymptoticJ(order, magnitude).J : JOrders(magnitude, orders)[order];
        return order == 1 && double.IsNegative(x) ? -value : value;
    }

    /// <summary>Y₀ or Y₁, the functions of the second kind; −∞ up to zero.</summary>
    public static double Y(int order, double x)
    {
        if (!(x > 0))
        {
            return double.IsNaN(x) ? x : double.NegativeInfinity;
        }

        if (x > AsymptoticStart)
        {
            return AsymptoticJ(order, x).Y;
        }

        // C. Neumann's series of functions of the first kind (Abramowitz and Stegun 9.1.11).
        Span<double> orders = JOrders(x, stackalloc double[Orders]);
        double log = Math.Log(x) - Math.Log(2), sum = 0;
        for (int k = 1; order + (2 * k) < orders.Length; k++)
        {
            sum += (k % 2 == 0 ? 1 : -1) * (order + (2.0 * k)) / (k * (order + (double)k)) * orders[order + (2 * k)];
        }

        return order == 0
            ? 2 / Math.PI * (((log + Euler) * orders[0]) - sum)
            : (-2 / (Math.PI * x) * orders[0]) + (2 / Math.PI * (((log + Euler - 1) * orders[1]) - sum));
    }

    // Σ (x/2)^(2k+ν) / (k! (k+ν)!)
    private static double SeriesI(int order, double x)
    {
        double square = x * x / 4, term = order == 0 ? 1 : x / 2, sum = term;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= square / (k * (double)(k + order));
            sum += term;
        }

        return sum;
    }

    private static double AsymptoticI(int order, double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; k < 30; k++)
        {
            term *= -((4 * order) - (((2 * k) - 1) * ((2 * k) - 1))) / (8.0 * k * x);
            sum += term;
        }

        return double.IsInfinity(x) ? 0 : sum / Math.Sqrt(2 * Math.PI * x);
    }

    // J₀, J₁, … for numbers that are not large, by J. Miller's backward recurrence: J₀ + 2 (J₂ + J₄ + …) = 1.
    private static Span<double> JOrders(double x, Span<double> values)
    {
        const int Start = 120;
        values.Clear();
        if (double.IsNaN(x) || x < 1e-150)
        {
            values[0] = double.IsNaN(x) ? x : 1;
            values[1] = x / 2;
            return values;
        }

        double above = 0, current = 1e-300, total = 0;
        for (int n = Start; n >= 0; n--)
        {
            if (n < Orders)
            {
                values[n] = current;
            }

            total += n == 0 ? current : n % 2 == 0 ? 2 * current : 0;
            (above, current) = (current, (2.0 * n / x * current) - above);
            if (Math.Abs(current) > 1e200)
            {
                const double Down = 1e-250;
                (above, current, total) = (above * Down, current * Down, total * Down);
                for (int i = Math.Max(0, n); i < Orders; i++)
                {
                    values[i] *= Down;
                }
            }
        }

        for (int i = 0; i < Orders; i++)
        {
            values[i] /= total;
        }

        return values;
    }

    // H. Hankel's expansions.
    private static (double J, double Y) AsymptoticJ(int order, double x)
    {
        double p = 0, q = 0, term = 1;
        for (int k = 0; k < 24; k++)
        {
            double signed = k / 2 % 2 == 0 ? term : -term;
            (p, q) = k % 2 == 0 ? (p + signed, q) : (p, q + signed);
            term *= ((4 * order) - (((2 * k) + 1) * ((2 * k) + 1))) / (8.0 * (k + 1) * x);
        }

        double phase = x - (((2 * order) + 1) * Math.PI / 4), scale = Math.Sqrt(2 / (Math.PI * x));
        (double sin, double cos) = Math.SinCos(phase);
        return (scale * ((p * cos) - (q * sin)), scale * ((p * sin) + (q * cos)));
    }
}
