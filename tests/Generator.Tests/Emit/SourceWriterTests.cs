using TypedModels.Generator.Emit;

namespace TypedModels.Generator.Tests.Emit;

public class SourceWriterTests
{
    private readonly SourceWriter _writer = new();

    [Fact]
    public void BracesIndentWhatIsBetweenThem()
    {
        using (_writer.Braces("class C"))
        {
            using (_writer.Braces("int[] a = new[]", ";"))
            {
                _writer.Line("1,");
            }
        }

        Assert.Equal("class C\n{\n    int[] a = new[]\n    {\n        1,\n    };\n}\n", _writer.ToString());
    }

    [Fact]
    public void EveryLineOfATextIsIndented()
    {
        using (_writer.Indented())
        {
            _writer.Line("a\n  b\n\nc");
        }

        Assert.Equal("    a\n      b\n\n    c\n", _writer.ToString());
    }

    [Fact]
    public void LinesEndAlikeAndWithoutBlanks()
    {
        _writer.Line("a  \r\nb\r");
        _writer.Line();
        _writer.Line("   ");
        Assert.Equal("a\nb\n\n\n", _writer.ToString());
    }
}
