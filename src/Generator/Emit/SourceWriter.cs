using System.Text;

namespace TypedModels.Generator.Emit;

/// <summary>Writes source text: keeps the indentation, ends every line with <c>\n</c> and leaves no blanks at a line's end.</summary>
internal sealed class SourceWriter
{
    private const int BlanksPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes an empty line.</summary>
    public void Line() => _text.Append('\n');

    /// <summary>Writes <paramref name="text"/>, every line of it at the present indentation.</summary>
    public void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimEnd('\r', ' ');
            if (trimmed.Length > 0)
            {
                _text.Append(' ', _level * BlanksPerLevel).Append(trimmed);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Writes <paramref name="header"/> and an opening brace; disposing the block closes it.</summary>
    /// <param name="header">What stands before the brace.</param>
    /// <param name="end">What stands behind the closing brace.</param>
    public Block Braces(string header, string end = "")
    {
        Line(header);
        Line("{");
        _level++;
        return new Block(this, "}" + end);
    }

    /// <summary>Indents what follows until the block is disposed.</summary>
    public Block Indented()
    {
        _level++;
        return new Block(this, null);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>A part of the text that is indented by one level.</summary>
    internal readonly struct Block(SourceWriter writer, string? closing) : IDisposable
    {
        /// <summary>Ends the part.</summary>
        public void Dispose()
        {
            writer._level--;
            if (closing is not null)
            {
                writer.Line(closing);
            }
        }
    }
}
