using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>The functions between the layers of networks.</summary>
internal static class Activation
{
    internal readonly struct Sigmoid : IFloatUnary, IComplexUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<FloatActivations.Sigmoid, Sigmoid, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => Vector<T>.One / (Vector<T>.One + VectorMath.Exp(-x));

        static Complex IComplexUnary.Apply(Complex x) => ComplexMath.Divide(Complex.One, Complex.One + ComplexMath.Exp(-x));
    }

    internal readonly struct Relu : IFloatUnary, IIntegerUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(x, T.Zero, y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(x, T.Zero, y);
    }

    internal readonly struct Relu6 : IFloatUnary, IIntegerUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Clamp(x, T.Zero, T.CreateTruncating(6), y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Clamp(x, T.Zero, T.CreateTruncating(6), y);
    }

    /// <summary>x, or the second operand times x where that is larger for a slope below one.</summary>
    internal readonly struct LeakyRelu : IFloatBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<LeakyRelu, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * y);
    }

    internal readonly struct Elu : IFloatUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<FloatActivations.Elu, Elu, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), VectorMath.Exp(x) - Vector<T>.One, x);
    }

    /// <summary>The self-normalising unit (Klambauer et al. 2017), whose two numbers keep mean and variance.</summary>
    internal readonly struct Selu : IFloatUnary, IVectorUnary
    {
        public const double Scale = 1.0507009873554804934193349852946;
        public const double ScaledAlpha = 1.7580993408473768599402175208123;

        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<FloatActivations.Selu, Selu, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => Vector.ConditionalSelect(
            Vector.LessThan(x, Vector<T>.Zero),
            VectorMath.All<T>(ScaledAlpha) * (VectorMath.Exp(x) - Vector<T>.One),
            VectorMath.All<T>(Scale) * x);
    }

    /// <summary>log(1 + exp(x)).</summary>
    internal readonly struct Softplus : IFloatUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<Softplus, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) =>
            Vector.ConditionalSelect(Vector.Equals(x, x), Vector.Max(x, Vector<T>.Zero) + VectorMath.LogP1(VectorMath.Exp(-Vector.Abs(x))), x);
    }

    /// <summary>x / (1 + |x|).</summary>
    internal readonly struct Softsign : IFloatUnary, IVectorUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => VectorLoop.Run<Softsign, T>(x, y);

        static Vector<T> IVectorUnary.Apply<T>(Vector<T> x) => x / (Vector<T>.One + Vector.Abs(x));
    }
}
