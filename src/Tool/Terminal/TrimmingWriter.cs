using System.Text;

namespace TypedModels.Tool.Terminal;

/// <summary>Leaves out the spaces at the ends of lines, which columns are padded with.</summary>
internal sealed class TrimmingWriter(TextWriter inner) : TextWriter
{
    private int _spaces;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not ('\n' or '\r'))
        {
            WriteSpaces();
        }

        _spaces = 0;
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        inner.Flush();
    }

    private void WriteSpaces()
    {
        for (int i = 0; i < _spaces; i++)
        {
            inner.Write(' ');
        }
    }
}
