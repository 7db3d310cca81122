using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

public class WebSafeBase64Tests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("a", "YQ", "YQ==")]
    [InlineData("ab", "YWI", "YWI=")]
    [InlineData("abc", "YWJj", "YWJj")]
    [InlineData("\u00ff\u00fe\u00fd", "__79", "__79")]
    public void EncodesWithAndWithoutPadding(string bytes, string plain, string padded)
    {
        byte[] input = Encoding.Latin1.GetBytes(bytes);
        Assert.Equal((plain, padded), (Encode(input, false), Encode(input, true)));
        Assert.Equal(bytes, Decode(plain));
        Assert.Equal(bytes, Decode(padded));
    }

    [Theory]
    [InlineData("eA=")]
    [InlineData("e")]
    [InlineData("e===")]
    [InlineData("==")]
    [InlineData("a+/b")]
    [InlineData("eA==eA==")]
    [InlineData("eA\n")]
    [InlineData("eHh4=")]
    [InlineData("e=A=")]
    public void RefusesWhatTensorFlowRefuses(string code) => Assert.Null(Decode(code));

    private static string Encode(byte[] bytes, bool isPadded)
    {
        var output = new ByteBuffer();
        WebSafeBase64.Encode(bytes, isPadded, output);
        return Encoding.ASCII.GetString(output.Written);
    }

    private static string? Decode(string code)
    {
        var output = new ByteBuffer();
        return WebSafeBase64.TryDecode(Encoding.ASCII.GetBytes(code), output) ? Encoding.Latin1.GetString(output.Written) : null;
    }
}
