using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Functions of complex numbers where <see cref="Complex"/> has none, or another at infinity.</summary>
internal static class ComplexMath
{
    /// <summary>The quotient by the formula, with the divisor scaled so that nothing overflows on the way; a zero or infinite divisor gives no number, as with TensorFlow.</summary>
    public static Complex Divide(Complex x, Complex y)
    {
        double scale = Math.Max(Math.Abs(y.Real), Math.Abs(y.Imaginary));
        double c = y.Real / scale, d = y.Imaginary / scale;
        double norm = (c * c) + (d * d);
        return new Complex(((x.Real * c) + (x.Imaginary * d)) / norm / scale, ((x.Imaginary * c) - (x.Real * d)) / norm / scale);
    }

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static Complex Exp(Complex x)
    {
        if (!double.IsFinite(x.Imaginary) && double.IsInfinity(x.Real))
        {
            return x.Real > 0 ? new Complex(x.Real, double.NaN) : Complex.Zero;
        }

        double magnitude = Math.Exp(x.Real);
        return x.Imaginary == 0 ? new Complex(magnitude, x.Imaginary) : new Complex(magnitude * Math.Cos(x.Imaginary), magnitude * Math.Sin(x.Imaginary));
    }

    /// <summary>exp(x) − 1, exact for small numbers too.</summary>
    public static Complex ExpM1(Complex x)
    {
        // exp(a) cos b − 1 = (exp(a) − 1) cos b − 2 sin²(b/2)
        double half = Math.Sin(x.Imaginary / 2);
        double exp = double.ExpM1(x.Real);
        return new Complex((exp * Math.Cos(x.Imaginary)) - (2 * half * half), (exp + 1) * Math.Sin(x.Imaginary));
    }

    /// <summary>log(1 + x), exact for small numbers too.</summary>
    public static Complex LogP1(Complex x)
    {
        // |1 + x|² = 1 + (2a + a² + b²)
        double square = (x.Real * (2 + x.Real)) + (x.Imaginary * x.Imaginary);
        return new Complex(0.5 * double.LogP1(square), Math.Atan2(x.Imaginary, 1 + x.Real));
    }

    /// <summary><paramref name="x"/> to the power of <paramref name="y"/>.</summary>
    public static Complex Pow(Complex x, Complex y) => Exp(y * Complex.Log(x));

    /// <summary>The hyperbolic tangent; one where the exponential would overflow.</summary>
    public static Complex Tanh(Complex x)
    {
        if (Math.Abs(x.Real) > 20)
        {
            return new Complex(Math.CopySign(1, x.Real), Math.CopySign(0, double.IsFinite(x.Imaginary) ? Math.Sin(2 * x.Imaginary) : x.Imaginary));
        }

        // tanh(a + bi) = (sinh 2a + i sin 2b) / (cosh 2a + cos 2b)
        double denominator = Math.Cosh(2 * x.Real) + Math.Cos(2 * x.Imaginary);
        return new Complex(Math.Sinh(2 * x.Real) / denominator, Math.Sin(2 * x.Imaginary) / denominator);
    }

    /// <summary>The inverse hyperbolic sine: −i · asin(ix).</summary>
    public static Complex Asinh(Complex x)
    {
        var value = Complex.Asin(new Complex(-x.Imaginary, x.Real));
        return new Complex(value.Imaginary, -value.Real);
    }

    /// <summary>The inverse hyperbolic cosine, with a real part that is not negative.</summary>
    public static Complex Acosh(Complex x)
    {
        var value = Complex.Acos(x);
        return value.Imaginary <= 0 ? new Complex(-value.Imaginary, value.Real) : new Complex(value.Imaginary, -value.Real);
    }

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Complex Atanh(Complex x)
    {
        // log((1 + x) / (1 − x)) / 2, its real part by the logarithm that is exact near one.
        double square = x.Imaginary * x.Imaginary;
        double real = 0.25 * double.LogP1(4 * x.Real / (((1 - x.Real) * (1 - x.Real)) + square));
        return new Complex(real, 0.5 * Math.Atan2(2 * x.Imaginary, ((1 - x.Real) * (1 + x.Real)) - square));
    }
}
