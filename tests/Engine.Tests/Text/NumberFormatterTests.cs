using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

public class NumberFormatterTests
{
    /// <summary>Each line: flag, precision, conversion, number, and what AsString makes of it: ties, extremes, and numbers drawn at random.</summary>
    [Fact]
    public void WritesAsPrintfDoes()
    {
        foreach (var line in Recorded.Read("printf.jsonl"))
        {
            string flag = line[0].GetString()!;
            var format = new PrintfFormat(flag.Length == 0 ? (byte)0 : (byte)flag[0], 0, line[1].GetInt32(), line[2].GetString()![0]);
            Assert.Equal(line[4].GetString(), Write(line[3].GetDouble(), format));
        }
    }

    [Theory]
    [InlineData(-2.5, '0', 8, "-002.500")]
    [InlineData(-2.5, '-', 8, "-2.500  ")]
    [InlineData(2.5, '+', 8, "  +2.500")]
    [InlineData(2.5, ' ', 2, " 2.500")]
    [InlineData(double.NaN, '0', 5, " -nan")]
    [InlineData(double.PositiveInfinity, '+', 5, " +inf")]
    [InlineData(-0.0, '\0', 0, "-0.000")]
    public void PadsAsPrintfDoes(double value, char flag, int width, string expected) =>
        Assert.Equal(expected, Write(value, new PrintfFormat((byte)flag, width, 3)));

    [Theory]
    [InlineData(5, false, true, '+', 4, "  +5")]
    [InlineData(5, false, false, '+', 4, "   5")]
    [InlineData(7, true, true, '0', 4, "-007")]
    [InlineData(ulong.MaxValue, false, false, '\0', 0, "18446744073709551615")]
    public void WritesIntegers(ulong magnitude, bool isNegative, bool isSigned, char flag, int width, string expected)
    {
        var output = new ByteBuffer();
        NumberFormatter.AppendInteger(output, magnitude, isNegative, isSigned, new PrintfFormat((byte)flag, width));
        Assert.Equal(expected, Encoding.ASCII.GetString(output.Written));
    }

    private static string Write(double value, PrintfFormat format)
    {
        var output = new ByteBuffer();
        NumberFormatter.Append(output, value, format);
        return Encoding.ASCII.GetString(output.Written);
    }
}
