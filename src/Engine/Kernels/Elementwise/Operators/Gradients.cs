using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>
/// Derivatives times what comes from behind. Those of functions whose derivative is told by their own value take that value first and the gradient second (<c>y, dy</c>); those
/// of activations take the gradient first.
/// </summary>
internal static class Gradients
{
    internal readonly struct Sigmoid : IFloatBinary, IVectorBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Sigmoid, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => y * x * (Vector<T>.One - x);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y * x * (Complex.One - x);
    }

    internal readonly struct Tanh : IFloatBinary, IVectorBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Tanh, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => y * (Vector<T>.One - (x * x));

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y * (Complex.One - (x * x));
    }

    internal readonly struct Sqrt : IFloatBinary, IVectorBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Sqrt, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => OrZero(y, VectorMath.All<T>(0.5) * y / x);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y == Complex.Zero ? y : ComplexMath.Divide(0.5 * y, Complex.Conjugate(x));
    }

    internal readonly struct ReciprocalSqrt : IFloatBinary, IVectorBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<ReciprocalSqrt, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => OrZero(y, VectorMath.All<T>(-0.5) * (y * x) * (x * x));

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y == Complex.Zero ? y : -0.5 * (y * Complex.Conjugate(x)) * Complex.Conjugate(x * x);
    }

    internal readonly struct Reciprocal : IFloatBinary, IVectorBinary, IComplexBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Reciprocal, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => OrZero(y, -x * x * y);

        static Complex IComplexBinary.Apply(Complex x, Complex y) => y == Complex.Zero ? y : Complex.Conjugate(-x * x) * y;
    }

    internal readonly struct Relu : INumberBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            for (int i = 0; i < x.Length; i++)
            {
                z[i] = x[i] * (y[i] > T.Zero ? T.One : T.Zero);
            }
        }
    }

    internal readonly struct Relu6 : INumberBinary
    {
        static void INumberBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            T six = T.CreateTruncating(6);
            for (int i = 0; i < x.Length; i++)
            {
                z[i] = x[i] * (y[i] > T.Zero && y[i] < six ? T.One : T.Zero);
            }
        }
    }

    internal readonly struct Elu : IFloatBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Elu, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.LessThan(y, Vector<T>.Zero), (y + Vector<T>.One) * x, x);
    }

    internal readonly struct Selu : IFloatBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Selu, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(
            Vector.LessThan(y, Vector<T>.Zero), x * (y + VectorMath.All<T>(Activation.Selu.ScaledAlpha)), x * VectorMath.All<T>(Activation.Selu.Scale));
    }

    internal readonly struct Softplus : IFloatBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Softplus, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => x / (VectorMath.Exp(-y) + Vector<T>.One);
    }

    internal readonly struct Softsign : IFloatBinary, IVectorBinary
    {
        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Softsign, T>(x, y, z);

        static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y)
        {
            var denominator = Vector<T>.One + Vector.Abs(y);
            return x / (denominator * denominator);
        }
    }

    // Where nothing comes from behind, nothing goes on, however steep the function is.
    private static Vector<T> OrZero<T>(Vector<T> gradient, Vector<T> product)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.ConditionalSelect(Vector.Equals(gradient, Vector<T>.Zero), Vector<T>.Zero, product);
}
