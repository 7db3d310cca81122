using System.Numerics;
using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Functions of vectors of float and double.</summary>
internal static class VectorMath
{
    /// <summary>A vector of equal elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x) => typeof(T) == typeof(float)
        ? Vector.Exp(x.As<T, float>()).As<float, T>()
        : Vector.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log<T>(Vector<T> x) => typeof(T) == typeof(float)
        ? Vector.Log(x.As<T, float>()).As<float, T>()
        : Vector.Log(x.As<T, double>()).As<double, T>();

    /// <summary>exp(x) − 1, exact for small numbers too: what exp(x) lost by rounding is made good by the logarithm of what it gave (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> ExpM1<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = Vector<T>.One;
        var exp = Exp(x);
        var result = (exp - one) * (x / Log(exp));
        result = Vector.ConditionalSelect(Vector.Equals(exp, one), x, result);
        return Vector.ConditionalSelect(Vector.Equals(exp - one, -one) | Vector.Equals(exp, All<T>(double.PositiveInfinity)), exp - one, result);
    }

    /// <summary>log(1 + x), exact for small numbers too: as <see cref="ExpM1"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LogP1<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = Vector<T>.One;
        var sum = x + one;
        var log = Log(sum);
        var result = log * (x / (sum - one));
        result = Vector.ConditionalSelect(Vector.Equals(sum, one), x, result);
        return Vector.ConditionalSelect(Vector.Equals(sum, All<T>(double.PositiveInfinity)), log, result);
    }

    /// <summary>A polynomial, its coefficients from the highest power down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Polynomial<T>(Vector<T> x, ReadOnlySpan<double> coefficients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = All<T>(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++)
        {
            sum = MultiplyAdd(sum, x, All<T>(coefficients[i]));
        }

        return sum;
    }

    /// <summary>The product of the first two plus the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> addend) => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), addend.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), addend.As<T, double>()).As<double, T>();
}
