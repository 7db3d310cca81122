using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

/// <summary>What TensorFlow's StringToNumber takes and refuses, asked of TensorFlow 2.16.2.</summary>
public class NumberParserTests
{
    [Theory]
    [InlineData("1.5", 1.5f)]
    [InlineData("+1", 1f)]
    [InlineData("\t7\n", 7f)]
    [InlineData("\v7", 7f)]
    [InlineData("1.", 1f)]
    [InlineData(".5", 0.5f)]
    [InlineData("  ", 0f)]
    [InlineData("INF", float.PositiveInfinity)]
    [InlineData("-Inf", float.NegativeInfinity)]
    [InlineData("-NaN", float.NaN)]
    [InlineData("0x1A", 26f)]
    [InlineData("-0x10", -16f)]
    [InlineData("1e400", float.PositiveInfinity)]
    [InlineData("1e-400", 0f)]
    [InlineData("3.4028236e38", float.PositiveInfinity)]
    [InlineData("3.4028235e38", float.MaxValue)]
    [InlineData("16777217", 16777216f)]
    [InlineData("-0", -0f)]
    [InlineData("1e0005", 100000f)]
    [InlineData("1111111111111111111111111111111", 1.1111111e30f)]
    public void ReadsFloats(string text, float expected)
    {
        Assert.True(NumberParser.TryParseFloat(Encoding.UTF8.GetBytes(text), out float value));
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("infinity")]
    [InlineData("0x1p3")]
    [InlineData("0x")]
    [InlineData("1_0")]
    [InlineData("1,0")]
    [InlineData("1f")]
    [InlineData("1 2")]
    [InlineData("++1")]
    [InlineData("nan(1)")]
    [InlineData("1.5\0")]
    [InlineData("\u00a07")]
    [InlineData("11111111111111111111111111111111")]
    public void RefusesWhatIsNoFloat(string text) => Assert.False(NumberParser.TryParseFloat(Encoding.UTF8.GetBytes(text), out double _));

    [Theory]
    [InlineData(" 7 ", 7)]
    [InlineData("-1", -1)]
    [InlineData("01", 1)]
    [InlineData("-0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void ReadsIntegers(string text, int expected)
    {
        Assert.True(NumberParser.TryParseInteger(Encoding.UTF8.GetBytes(text), out int value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("1.0")]
    [InlineData("0x10")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("99999999999")]
    public void RefusesWhatIsNoInteger(string text) => Assert.False(NumberParser.TryParseInteger(Encoding.UTF8.GetBytes(text), out int _));
}
