using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Turns random bits into numbers from 0 up to, but not including, 1: the bits are the fraction of a number from 1 up to 2.</summary>
internal static class UnitNumbers
{
    /// <summary>A number of 10 bits.</summary>
    public static Half ToHalf(uint bits) => (Half)((bits & 0x3FF) * (1f / 0x400));

    /// <summary>A number of 7 bits.</summary>
    public static BFloat16 ToBFloat16(uint bits) => (BFloat16)((bits & 0x7F) * (1f / 0x80));

    /// <summary>A number of 23 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToFloat(uint bits) => (bits & 0x7FFFFF) * (1f / 0x800000);

    /// <summary>A number of 52 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(uint high, uint low) => (((ulong)(high & 0xFFFFF) << 32) | low) * (1.0 / (1L << 52));
}
