using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Pairs of normally distributed numbers by the transform of Box and Muller (Annals of Mathematical Statistics 29, 1958).</summary>
internal static class NormalNumbers
{
    // The logarithm of 0 is kept out.
    private const double Smallest = 1.0e-7;

    /// <summary>Two numbers from two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) OfFloat(uint radius, uint angle)
    {
        float unit = Math.Max(UnitNumbers.ToFloat(radius), (float)Smallest);
        float length = MathF.Sqrt(-2 * MathF.Log(unit));
        var (sine, cosine) = MathF.SinCos((float)(2 * Math.PI * UnitNumbers.ToFloat(angle)));
        return (sine * length, cosine * length);
    }

    /// <summary>Two numbers from a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double First, double Second) OfDouble(uint radius, uint radiusLow, uint angle, uint angleLow)
    {
        double unit = Math.Max(UnitNumbers.ToDouble(radius, radiusLow), Smallest);
        double length = Math.Sqrt(-2 * Math.Log(unit));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * UnitNumbers.ToDouble(angle, angleLow));
        return (sine * length, cosine * length);
    }
}
