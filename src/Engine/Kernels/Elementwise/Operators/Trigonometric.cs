using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Trigonometric and hyperbolic functions and their inverses.</summary>
internal static class Trigonometric
{
    /// <summary>The hyperbolic tangent: a polynomial near zero, where the quotient would cancel.</summary>
    internal readonly struct Tanh : IFloatUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<FloatActivations.Tanh, Tanh, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => VectorMath.Tanh(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Tanh(x);
    }

    internal readonly struct Sin : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sin(x, y);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Sin(x);
    }

    internal readonly struct Cos : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Cos(x, y);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Cos(x);
    }

    internal readonly struct Tan : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Tan(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Tan(x);
    }

    internal readonly struct Asin : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Asin(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Asin(x);
    }

    internal readonly struct Acos : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Acos(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Acos(x);
    }

    internal readonly struct Atan : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Atan(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Atan(x);
    }

    internal readonly struct Sinh : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Sinh(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Sinh(x);
    }

    internal readonly struct Cosh : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Cosh(x);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Cosh(x);
    }

    internal readonly struct Asinh : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Asinh(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Asinh(x);
    }

    internal readonly struct Acosh : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Acosh(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Acosh(x);
    }

    internal readonly struct Atanh : IScalarUnary, IComplexUnary
    {
        static double IScalarUnary.Apply(double x) => Math.Atanh(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Atanh(x);
    }

    internal readonly struct Atan2 : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => Math.Atan2(x, y);
    }
}
