using System.Xml.Linq;
using TypedModels.Generator.Emit;

namespace TypedModels.Generator.Tests.Emit;

public class XmlTextTests
{
    [Theory]
    [InlineData("a<b>&\"c\"", "a&lt;b&gt;&amp;\"c\"")]
    [InlineData("a\nb\u2028\u0085", "a\\u000ab\\u2028\\u0085")]
    [InlineData("*/ //", "*/ //")]
    [InlineData("😀\ufffe\uffff", "😀\\ufffe\\uffff")]
    public void TextStaysOnItsLine(string text, string xml) => Assert.Equal(xml, XmlText.Escape(text));

    [Fact]
    public void EveryCharacterIsXml()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string text = new((char)c, 3);
            string read = XElement.Parse($"<c>{XmlText.Escape(text)}</c>", LoadOptions.PreserveWhitespace).Value;
            Assert.True(read == text || read.StartsWith("\\u", StringComparison.Ordinal), $"U+{c:X4}");
        }
    }

    [Theory]
    [InlineData("", "<c>\"\"</c>")]
    [InlineData(" x", "<c>\" x\"</c>")]
    [InlineData("x y", "<c>x y</c>")]
    public void BlanksCanBeSeen(string key, string xml) => Assert.Equal(xml, XmlText.Code(key));
}
