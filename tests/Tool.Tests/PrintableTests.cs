using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text, naïve 模型\n", "plain text, naïve 模型\n")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("a\rb\u0007", "a\\u000db\\u0007")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("right\u202eleft", "right\\u202eleft")]
    public void TextOfAModelCannotSteerTheTerminal(string text, string printable) => Assert.Equal(printable, Printable.Of(text));
}
