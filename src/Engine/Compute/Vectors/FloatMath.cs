using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Functions of float vectors of one width, exact to a few units in the last place over the whole range.</summary>
/// <typeparam name="TFloats">The arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
internal static class FloatMath<TFloats, TVector>
    where TFloats : struct, IFloats<TVector>
    where TVector : unmanaged
{
    /// <summary>
    /// e to the power of <paramref name="x"/>: x = n · log 2 + r, and a polynomial for exp(r), with the coefficients of S. Moshier's Cephes library.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        // Beyond these the result is infinite or zero; a NaN stays.
        var inside = TFloats.Max(TFloats.All(-104), TFloats.Min(TFloats.All(89), x));
        var whole = TFloats.Round(TFloats.Multiply(inside, TFloats.All(1.44269504088896341f)));
        var rest = TFloats.MultiplyAdd(whole, TFloats.All(-0.693359375f), inside);
        rest = TFloats.MultiplyAdd(whole, TFloats.All(2.12194440e-4f), rest);
        var series = TFloats.All(1.9875691500e-4f);
        series = Next(series, rest, 1.3981999507e-3f);
        series = Next(series, rest, 8.3334519073e-3f);
        series = Next(series, rest, 4.1665795894e-2f);
        series = Next(series, rest, 1.6666665459e-1f);
        series = Next(series, rest, 5.0000001201e-1f);
        var power = TFloats.MultiplyAdd(TFloats.Multiply(rest, rest), series, TFloats.Add(rest, TFloats.All(1)));
        return TFloats.Scale(power, whole);
    }

    /// <summary>e to the power of a number that is not above zero; what would be less than the least normal number, which takes machines long, is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpOfNegative(TVector x)
    {
        var least = TFloats.All(-87);
        return TFloats.SelectLess(x, least, TFloats.All(0), Exp(TFloats.Max(least, x)));
    }

    /// <summary>1 / (1 + exp(−x)), from exp(−|x|): the smallest results are exact too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        var zero = TFloats.All(0);
        var one = TFloats.All(1);
        var exp = Exp(TFloats.Subtract(zero, TFloats.Abs(x)));
        return TFloats.Divide(TFloats.SelectLess(x, zero, exp, one), TFloats.Add(one, exp));
    }

    /// <summary>
    /// The hyperbolic tangent. Near zero x + x³ · R(x²), with the coefficients of S. Moshier's Cephes library; from 5/8 on 1 − 2 / (exp(2x) + 1), and the sign of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        var magnitude = TFloats.Abs(x);
        var square = TFloats.Multiply(x, x);
        var ratio = TFloats.All(-5.70498872745e-3f);
        ratio = Next(ratio, square, 2.06390887954e-2f);
        ratio = Next(ratio, square, -5.37397155531e-2f);
        ratio = Next(ratio, square, 1.33314422036e-1f);
        ratio = Next(ratio, square, -3.33332819422e-1f);
        var near = TFloats.MultiplyAdd(TFloats.Multiply(square, x), ratio, x);
        var one = TFloats.All(1);
        var far = TFloats.Subtract(one, TFloats.Divide(TFloats.All(2), TFloats.Add(Exp(TFloats.Add(magnitude, magnitude)), one)));
        return TFloats.CopySign(TFloats.SelectLess(magnitude, TFloats.All(0.625f), near, far), x);
    }

    /// <summary>
    /// The error function: x · P(x²) up to one, from there on 1 − exp(−x²) / x · Q(1/x²), with the coefficients of S. Moshier's Cephes library.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf(TVector x)
    {
        var magnitude = TFloats.Abs(x);
        var one = TFloats.All(1);
        var near = TFloats.Multiply(magnitude, ErfNear(TFloats.Multiply(x, x)));
        return TFloats.CopySign(TFloats.SelectLess(magnitude, one, near, TFloats.Subtract(one, ErfcFar(magnitude))), x);
    }

    /// <summary>x · Φ(x), with the distribution function Φ of normal numbers; what is small for negative numbers keeps its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gelu(TVector x)
    {
        var half = TFloats.Multiply(x, TFloats.All(0.5f));
        var z = TFloats.Multiply(x, TFloats.All(0.70710678118654752f));
        var magnitude = TFloats.Abs(z);
        var near = TFloats.MultiplyAdd(half, TFloats.Multiply(z, ErfNear(TFloats.Multiply(z, z))), half);

        // Far out the tail is nothing, also of infinity.
        var tail = TFloats.Multiply(TFloats.Min(TFloats.All(64), half), ErfcFar(magnitude));
        var far = TFloats.SelectLess(x, TFloats.All(0), tail, TFloats.Subtract(x, tail));
        return TFloats.SelectLess(magnitude, TFloats.All(1), near, far);
    }

    // erf(x) / x of the square of a number up to one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ErfNear(TVector square)
    {
        var series = TFloats.All(7.853861353153693e-5f);
        series = Next(series, square, -8.010193625184903e-4f);
        series = Next(series, square, 5.188327685732524e-3f);
        series = Next(series, square, -2.685381193529856e-2f);
        series = Next(series, square, 1.128358514861418e-1f);
        series = Next(series, square, -3.761262582423300e-1f);
        return Next(series, square, 1.128379165726710f);
    }

    // 1 − erf(x) of a number from one on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ErfcFar(TVector x)
    {
        var inverse = TFloats.Divide(TFloats.All(1), x);
        var square = TFloats.Multiply(inverse, inverse);
        var series = TFloats.All(2.326819970068386e-2f);
        series = Next(series, square, -1.387039388740657e-1f);
        series = Next(series, square, 3.687424674597105e-1f);
        series = Next(series, square, -5.824733027278666e-1f);
        series = Next(series, square, 6.210004621745983e-1f);
        series = Next(series, square, -4.944515323274145e-1f);
        series = Next(series, square, 3.404879937665872e-1f);
        series = Next(series, square, -2.741127028184656e-1f);
        series = Next(series, square, 5.638259427386472e-1f);
        var exp = Exp(TFloats.Subtract(TFloats.All(0), TFloats.Multiply(x, x)));
        return TFloats.Multiply(TFloats.Multiply(exp, inverse), series);
    }

    // One step of a polynomial, from the highest power down.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Next(TVector series, TVector x, float coefficient) => TFloats.MultiplyAdd(series, x, TFloats.All(coefficient));
}
