namespace TypedModels.Tests;

public sealed class BFloat16Tests
{
    [Fact]
    public void EveryPatternSurvivesTheWayThroughFloat()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            float value = new BFloat16((ushort)bits);
            var back = (BFloat16)value;

            Assert.True(float.IsNaN(value) ? IsNaN(back) && back.Bits >> 15 == bits >> 15 : back.Bits == bits, $"{bits:x4} → {value} → {back.Bits:x4}");
        }
    }

    [Fact]
    public void TheNearestIsTakenAndTiesGoToEven()
    {
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
            if (float.IsFinite(value))
            {
                CheckNearest(value);
            }
        }
    }

    [Fact]
    public void ExactTiesGoToTheEvenNeighbour()
    {
        for (uint upper = 0; upper < 0x7F7F; upper++)
        {
            var rounded = (BFloat16)BitConverter.UInt32BitsToSingle((upper << 16) | 0x8000);

            Assert.Equal((upper & 1) == 0 ? upper : upper + 1, rounded.Bits);
        }
    }

    [Fact]
    public void WhatIsTooLargeBecomesInfinite()
    {
        Assert.Equal(float.PositiveInfinity, (float)(BFloat16)float.MaxValue);
        Assert.Equal(float.NegativeInfinity, (float)(BFloat16)float.MinValue);
    }

    [Fact]
    public void NoNaNBecomesInfinite()
    {
        foreach (uint bits in new uint[] { 0x7F800001, 0xFF800001, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FC00000, 0x7F80FFFF })
        {
            var rounded = (BFloat16)BitConverter.UInt32BitsToSingle(bits);

            Assert.True(IsNaN(rounded), $"{bits:x8} → {rounded.Bits:x4}");
            Assert.Equal(bits >> 31, (uint)(rounded.Bits >> 15));
        }
    }

    [Fact]
    public void ComparingIsThatOfFloats()
    {
        BFloat16[] values = [(BFloat16)float.NaN, (BFloat16)float.NegativeInfinity, (BFloat16)(-1f), new BFloat16(0x8000), default, (BFloat16)1f, (BFloat16)float.PositiveInfinity];
        foreach (var left in values)
        {
            foreach (var right in values)
            {
                Assert.Equal((float)left == (float)right, left == right);
                Assert.Equal((float)left != (float)right, left != right);
                Assert.Equal((float)left < (float)right, left < right);
                Assert.Equal((float)left > (float)right, left > right);
                Assert.Equal((float)left <= (float)right, left <= right);
                Assert.Equal((float)left >= (float)right, left >= right);
                Assert.Equal(((float)left).Equals(right), left.Equals(right));
                Assert.Equal(((float)left).CompareTo(right), left.CompareTo(right));
                Assert.True(!left.Equals(right) || left.GetHashCode() == right.GetHashCode());
            }
        }
    }

    private static bool IsNaN(BFloat16 value) => (value.Bits & 0x7F80) == 0x7F80 && (value.Bits & 0x7F) != 0;

    /// <summary>Compares with the two neighbours by distances computed in double, where all three are exact.</summary>
    private static void CheckNearest(float value)
    {
        var rounded = (BFloat16)value;
        uint below = BitConverter.SingleToUInt32Bits(value) >> 16;
        double lower = Math.Abs(value - (double)Value(below));
        double upper = Math.Abs((double)Value(below + 1) - value);
        uint expected = lower < upper ? below : upper < lower ? below + 1 : below + (below & 1);

        Assert.True(expected == rounded.Bits, $"{value:R}: {rounded.Bits:x4}, expected {expected:x4}");
    }

    /// <summary>The value of a pattern, with the one after the largest finite number in place of infinity, as rounding sees it.</summary>
    private static double Value(uint upper) => (upper & 0x7FFF) == 0x7F80 ? (upper & 0x8000) != 0 ? -Math.Pow(2, 128) : Math.Pow(2, 128) : BitConverter.UInt32BitsToSingle(upper << 16);
}
