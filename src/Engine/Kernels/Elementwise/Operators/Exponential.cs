using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Powers, roots and logarithms.</summary>
internal static class Exponential
{
    internal readonly struct Exp : IFloatUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<FloatFunctions.Exp, Exp, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => VectorMath.Exp(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Exp(x);
    }

    internal readonly struct ExpM1 : IFloatUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<ExpM1, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => VectorMath.ExpM1(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.ExpM1(x);
    }

    internal readonly struct Log : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Log(x, y);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Log(x);
    }

    internal readonly struct LogP1 : IFloatUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<LogP1, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => VectorMath.LogP1(x);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.LogP1(x);
    }

    internal readonly struct Sqrt : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sqrt(x, y);

        static Complex IComplexUnary.Apply(Complex x) => Complex.Sqrt(x);
    }

    internal readonly struct ReciprocalSqrt : IFloatUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.ReciprocalSqrt(x, y);

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Divide(Complex.One, Complex.Sqrt(x));
    }

    internal readonly struct Power : IFloatBinary, IComplexBinary
    {
        // Most powers in graphs are squares.
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            if (y[0] == T.CreateTruncating(2) && !y[1..].ContainsAnyExcept(y[0]))
            {
                TensorPrimitives.Multiply(x, x, z);
                return;
            }

            if (typeof(T) == typeof(float))
            {
                PowerLoop.Run(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(z));
                return;
            }

            for (int i = 0; i < x.Length; i++)
            {
                z[i] = T.Pow(x[i], y[i]);
            }
        }

        static Complex IComplexBinary.Apply(Complex x, Complex y) => ComplexMath.Pow(x, y);
    }

    /// <summary>x · log(y), and zero where x is.</summary>
    internal readonly struct XLogY : IFloatBinary, IComplexBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<XLogY, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), x, x * VectorMath.Log(y));

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x == Complex.Zero ? Complex.Zero : x * Complex.Log(y);
    }

    /// <summary>x · log(1 + y), and zero where x is.</summary>
    internal readonly struct XLog1PY : IFloatBinary, IComplexBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<XLog1PY, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), x, x * VectorMath.LogP1(y));

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x == Complex.Zero ? Complex.Zero : x * ComplexMath.LogP1(y);
    }

    /// <summary>x / y, and zero where x is.</summary>
    internal readonly struct XDivY : IFloatBinary, IComplexBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<XDivY, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), x, x / y);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x == Complex.Zero ? Complex.Zero : ComplexMath.Divide(x, y);
    }
}
