using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Signs, magnitudes, squares and reciprocals.</summary>
internal static class Signs
{
    internal readonly struct Abs : IFloatUnary, IIntegerUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Abs(x, y);

        // The most negative integer stays as it is: TensorPrimitives would throw.
        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = T.IsNegative(x[i]) ? unchecked(-x[i]) : x[i];
            }
        }
    }

    internal readonly struct Negate : IFloatUnary, IIntegerUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Negate(x, y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Negate(x, y);

        static Complex IComplexUnary.Apply(Complex x) => -x;
    }

    internal readonly struct Sign : IFloatUnary, IIntegerUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<Sign, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -Vector<T>.One, x + Vector<T>.Zero));

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = T.CreateTruncating(T.Sign(x[i]));
            }
        }

        static Complex IComplexUnary.Apply(Complex x) => x == Complex.Zero ? Complex.Zero : x / Complex.Abs(x);
    }

    internal readonly struct Square : IFloatUnary, IIntegerUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, x, y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, x, y);

        static Complex IComplexUnary.Apply(Complex x) => x * x;
    }

    /// <summary>The number of bits that are set.</summary>
    internal readonly struct PopulationCount : IUnary<byte, byte>, IUnary<ushort, byte>, IUnary<uint, byte>, IUnary<ulong, byte>
    {
        public static byte Apply(byte x) => (byte)BitOperations.PopCount(x);

        public static byte Apply(ushort x) => (byte)BitOperations.PopCount(x);

        public static byte Apply(uint x) => (byte)BitOperations.PopCount(x);

        public static byte Apply(ulong x) => (byte)BitOperations.PopCount(x);
    }

    internal readonly struct Reciprocal : IFloatUnary, IIntegerUnary, IComplexUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Reciprocal(x, y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = x[i] == T.Zero ? T.Zero : T.One / x[i];
            }
        }

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Divide(Complex.One, x);
    }
}
