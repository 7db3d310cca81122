using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>The basic operations on two numbers.</summary>
internal static class Arithmetic
{
    internal readonly struct Add : INumberBinary, IComplexBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Add(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x + y;
    }

    internal readonly struct Subtract : INumberBinary, IComplexBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Subtract(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x - y;
    }

    internal readonly struct Multiply : INumberBinary, IComplexBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Multiply(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => x * y;
    }

    /// <summary>Division of numbers that have fractions.</summary>
    internal readonly struct Divide : IFloatBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Divide(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => ComplexMath.Divide(x, y);
    }

    /// <summary>Division that gives zero for everything divided by zero.</summary>
    internal readonly struct DivideNoNan : IFloatBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Lanes, T>(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y == Complex.Zero ? Complex.Zero : ComplexMath.Divide(x, y);

        private readonly struct Lanes : IVectorBinary
        {
            static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.Equals(y, Vector<T>.Zero), Vector<T>.Zero, x / y);
        }
    }

    /// <summary>Multiplication that gives zero for everything times zero.</summary>
    internal readonly struct MultiplyNoNan : IFloatBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Lanes, T>(x, y, z);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y == Complex.Zero ? Complex.Zero : x * y;

        private readonly struct Lanes : IVectorBinary
        {
            static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.Equals(y, Vector<T>.Zero), Vector<T>.Zero, x * y);
        }
    }

    internal readonly struct SquaredDifference : INumberBinary, IComplexBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            TensorPrimitives.Subtract(x, y, z);
            TensorPrimitives.Multiply(z, z, z);
        }

        // For complex numbers the square is the product with the conjugate.
        static Complex IComplexBinary.Apply(Complex x, Complex y) => Complex.Conjugate(x - y) * (x - y);
    }

    /// <summary>The larger; NaN where one is.</summary>
    internal readonly struct Maximum : INumberBinary, IFloatBinary, IVectorBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Max(x, y, z);

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Maximum, T>(x, y, z);

        // Zeros of either sign are equal, and then it is the second.
        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) =>
            Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.GreaterThan(x, y), x, y), x);
    }

    /// <summary>The smaller; NaN where one is.</summary>
    internal readonly struct Minimum : INumberBinary, IFloatBinary, IVectorBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Min(x, y, z);

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Minimum, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) =>
            Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.LessThan(x, y), x, y), x);
    }
}
