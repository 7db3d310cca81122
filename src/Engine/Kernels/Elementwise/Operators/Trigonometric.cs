using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Trigonometric and hyperbolic functions and their inverses.</summary>
internal static class Trigonometric
{
    internal readonly struct Tanh : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Tanh(x, y);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Tanh(x);
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

    internal readonly struct Atan2 : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => Math.Atan2(x, y);
    }
}
