using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Complex numbers and their parts.</summary>
internal static class ComplexParts
{
    internal readonly struct Real : IUnary<Complex64, float>, IUnary<Complex, double>
    {
        public static float Apply(Complex64 x) => x.Real;

        public static double Apply(Complex x) => x.Real;
    }

    internal readonly struct Imaginary : IUnary<Complex64, float>, IUnary<Complex, double>
    {
        public static float Apply(Complex64 x) => x.Imaginary;

        public static double Apply(Complex x) => x.Imaginary;
    }

    internal readonly struct Angle : IUnary<Complex64, float>, IUnary<Complex, double>
    {
        public static float Apply(Complex64 x) => MathF.Atan2(x.Imaginary, x.Real);

        public static double Apply(Complex x) => Math.Atan2(x.Imaginary, x.Real);
    }

    internal readonly struct Magnitude : IUnary<Complex64, float>, IUnary<Complex, double>
    {
        public static float Apply(Complex64 x) => float.Hypot(x.Real, x.Imaginary);

        public static double Apply(Complex x) => double.Hypot(x.Real, x.Imaginary);
    }

    internal readonly struct Conjugate : IUnary<Complex64, Complex64>, IUnary<Complex, Complex>
    {
        public static Complex64 Apply(Complex64 x) => new(x.Real, -x.Imaginary);

        public static Complex Apply(Complex x) => Complex.Conjugate(x);
    }

    /// <summary>A number from its parts.</summary>
    internal readonly struct Make : IBinary<float, Complex64>, IBinary<double, Complex>
    {
        public static Complex64 Apply(float x, float y) => new(x, y);

        public static Complex Apply(double x, double y) => new(x, y);
    }
}
