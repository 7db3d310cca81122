namespace TypedModels.Engine.Kernels.Casting;

/// <summary>The two floating-point formats of 8 bits (Micikevicius et al. 2022): one has the range of half and two bits of fraction, the other more precision and no infinities.</summary>
internal static class Float8
{
    // The largest number of the format without infinities, and where rounding goes beyond it.
    private const float EndE4M3FN = 464;
    private const byte NaNE4M3FN = 0x7F;

    /// <summary>The value of five bits of exponent and two of fraction: the upper half of a half.</summary>
    public static float FromE5M2(byte bits) => (float)BitConverter.UInt16BitsToHalf((ushort)(bits << 8));

    /// <summary>The nearest value, ties to even; what is too large becomes infinite.</summary>
    public static byte ToE5M2(float value)
    {
        byte sign = (byte)(float.IsNegative(value) ? 0x80 : 0);
        float magnitude = MathF.Abs(value);
        return (byte)(sign | (float.IsNaN(value) ? 0x7E : magnitude >= 61440 ? 0x7C : Round(magnitude, exponentBias: 15, fractionBits: 2)));
    }

    /// <summary>The value of four bits of exponent and three of fraction.</summary>
    public static float FromE4M3FN(byte bits)
    {
        int magnitude = bits & 0x7F, exponent = magnitude >> 3, fraction = magnitude & 7;
        float value = magnitude == NaNE4M3FN ? float.NaN : exponent == 0 ? MathF.ScaleB(fraction, -9) : MathF.ScaleB(8 + fraction, exponent - 10);
        return (bits & 0x80) != 0 ? -value : value;
    }

    /// <summary>The nearest value, ties to even; what is too large becomes NaN.</summary>
    public static byte ToE4M3FN(float value)
    {
        byte sign = (byte)(float.IsNegative(value) ? 0x80 : 0);
        float magnitude = MathF.Abs(value);
        return (byte)(sign | (float.IsNaN(value) || magnitude > EndE4M3FN ? NaNE4M3FN : Round(magnitude, exponentBias: 7, fractionBits: 3)));
    }

    // Counts the steps of the format up to a number: their sizes double with each exponent, and below the first they stay the same.
    private static int Round(float magnitude, int exponentBias, int fractionBits)
    {
        if (magnitude == 0)
        {
            return 0;
        }

        int exponent = Math.Max(MathF.ILogB(magnitude), 1 - exponentBias);
        int steps = (int)MathF.Round(MathF.ScaleB(magnitude, fractionBits - exponent));
        return steps + ((exponent + exponentBias - 1) << fractionBits);
    }
}
