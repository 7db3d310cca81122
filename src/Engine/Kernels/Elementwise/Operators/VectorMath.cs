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
        ? ExpSingle(x.As<T, float>()).As<float, T>()
        : Vector.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>
    /// e to the power of floats: x = n · log 2 + r, and a polynomial for exp(r), with the coefficients of S. Moshier's Cephes library. 2ⁿ is multiplied in two halves, so that
    /// the largest and the smallest results are exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpSingle(Vector<float> x)
    {
        // Beyond these the result is infinite or zero; a NaN stays.
        var inside = Vector.Max(Vector.Min(x, All<float>(89)), All<float>(-104));
        var whole = Vector.Round(inside * All<float>(1.44269504088896341));
        var rest = MultiplyAdd(whole, All<float>(-0.693359375), inside);
        rest = MultiplyAdd(whole, All<float>(2.12194440e-4), rest);
        var series = Polynomial(rest, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1);
        var power = MultiplyAdd(rest * rest, series, rest + Vector<float>.One);
        var exponent = Vector.ConvertToInt32(whole);
        var half = exponent >> 1;
        var bias = Vector.Create(127);
        return power * ((half + bias) << 23).As<int, float>() * ((exponent - half + bias) << 23).As<int, float>();
    }

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

    /// <summary>
    /// The hyperbolic tangent of doubles. Near zero x + x³ · R(x²), with the coefficients of S. Moshier's Cephes library; from 5/8 on 1 − 2 / (exp(2x) + 1), and the sign of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = Vector<T>.One;
        var magnitude = Vector.Abs(x);
        var square = x * x;
        var ratio = Polynomial(square, -9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3)
            / Polynomial(square, 1, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3);
        var sign = x & All<T>(-0.0);
        var near = MultiplyAdd(square * x, ratio, x) | sign;
        var far = one - ((one + one) / (Exp(magnitude + magnitude) + one));
        return Vector.ConditionalSelect(Vector.LessThan(magnitude, All<T>(0.625)), near, Vector.ConditionalSelect(Vector.Equals(x, x), far | sign, x));
    }

    /// <summary>The product of the first two plus the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> addend) => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), addend.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), addend.As<T, double>()).As<double, T>();

    // A polynomial, its coefficients from the highest power down: written out, so that they are constants of the code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double a, double b)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(All<T>(a), x, All<T>(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double a, double b, double c)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(Polynomial(x, a, b), x, All<T>(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double a, double b, double c, double d)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(Polynomial(x, a, b, c), x, All<T>(d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double a, double b, double c, double d, double e)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(Polynomial(x, a, b, c, d), x, All<T>(e));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double a, double b, double c, double d, double e, double f)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(Polynomial(x, a, b, c, d, e), x, All<T>(f));
}
