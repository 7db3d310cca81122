using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Functions of complex numbers where <see cref="Complex"/> has none, or another at infinity.</summary>
internal static class ComplexMath
{
    /// <summary>The quotient.</summary>
    public static Complex Divide(Complex x, Complex y) => x / y;

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static Complex Exp(Complex x)
    {
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
    public static Complex Pow(Complex x, Complex y) => y == Complex.Zero ? Complex.One : x == Complex.Zero ? Complex.Zero : Exp(y * Complex.Log(x));
}
