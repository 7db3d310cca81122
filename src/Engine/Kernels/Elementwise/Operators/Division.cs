using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Division with a whole quotient, and what is left over.</summary>
internal static class Division
{
    /// <summary>Rounded towards zero.</summary>
    internal readonly struct Truncated : IIntegerBinary, IFloatBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y) => Quotient(x, y);

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            TensorPrimitives.Divide(x, y, z);
            TensorPrimitives.Truncate<T>(z, z);
        }
    }

    /// <summary>Rounded down.</summary>
    internal readonly struct Floored : IIntegerBinary, IFloatBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y)
        {
            var quotient = Quotient(x, y);
            return T.IsNegative(x) != T.IsNegative(y) && quotient * y != x ? quotient - T.One : quotient;
        }

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => VectorLoop.Run<Lanes, T>(x, y, z);

        private readonly struct Lanes : IVectorBinary
        {
            static Vector<T> IVectorBinary.Apply<T>(Vector<T> x, Vector<T> y) => typeof(T) == typeof(float)
                ? Vector.Floor((x / y).As<T, float>()).As<float, T>()
                : Vector.Floor((x / y).As<T, double>()).As<double, T>();
        }
    }

    /// <summary>What is left over, with the sign of the dividend.</summary>
    internal readonly struct TruncatedRemainder : IIntegerBinary, IFloatBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y) => Remainder(x, y);

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            for (int i = 0; i < x.Length; i++)
            {
                z[i] = x[i] % y[i];
            }
        }
    }

    /// <summary>What is left over, with the sign of the divisor.</summary>
    internal readonly struct FlooredRemainder : IIntegerBinary, IFloatBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y)
        {
            var remainder = Remainder(x, y);
            return remainder != T.Zero && T.IsNegative(remainder) != T.IsNegative(y) ? remainder + y : remainder;
        }

        static void IFloatBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            for (int i = 0; i < x.Length; i++)
            {
                var divisor = y[i];
                var remainder = x[i] % divisor;
                z[i] = remainder != T.Zero && (remainder < T.Zero) != (divisor < T.Zero) ? remainder + divisor : remainder;
            }
        }
    }

    // The one quotient that does not fit, that of the most negative integer and −1, wraps around as in C; the machine would stop at it.
    private static T Quotient<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.IsZero(y) ? throw ByZero() : IsMinusOne(y) ? unchecked(T.Zero - x) : x / y;

    private static T Remainder<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.IsZero(y) ? throw ByZero() : IsMinusOne(y) ? T.Zero : x % y;

    private static bool IsMinusOne<T>(T y)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => T.IsNegative(y) && y == T.Zero - T.One;

    private static OperationException ByZero() => OperationException.InvalidArgument("Integer division by zero");
}
