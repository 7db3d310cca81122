using System.Text;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// Reads a protocol buffer in text form field by field, as <c>protobuf.dev/reference/protobuf/textformat-spec</c> defines it, as far as small files of settings need it: texts are read, all else is
/// passed over.
/// </summary>
/// <param name="text">The file's bytes.</param>
/// <param name="message">The message's type, for errors.</param>
internal sealed class TextMessageReader(byte[] text, string message)
{
    private const int MostNesting = 100;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _position;

    /// <summary>The name of the field that <see cref="Next"/> found.</summary>
    public string Field { get; private set; } = "";

    /// <summary>Goes to the next field, or returns false at the end.</summary>
    public bool Next()
    {
        SkipSeparator();
        SkipSpace();
        if (_position == text.Length)
        {
            return false;
        }

        Field = Word();
        return Field.Length > 0 ? true : throw Fault($"a field's name is expected, and '{(char)text[_position]}' comes");
    }

    /// <summary>The value of a field of text; neighbouring texts are one.</summary>
    public string Text()
    {
        SkipColon();
        return Quoted() ?? throw Fault($"'{Field}' is a text, and none comes");
    }

    /// <summary>Reads the values of a repeated field, which may stand in brackets.</summary>
    /// <param name="read">Reads one.</param>
    public void Each(Action read)
    {
        SkipColon();
        if (!Takes('['))
        {
            read();
            return;
        }

        while (!Takes(']'))
        {
            read();
            SkipSeparator();
        }
    }

    /// <summary>Passes over the value of the current field.</summary>
    public void Skip() => SkipValue(MostNesting);

    /// <summary>An error at the current line.</summary>
    public ModelFormatException Fault(string fault)
    {
        int line = 1 + text.Take(_position).Count(value => value == '\n');
        return new ModelFormatException(new ModelProblem(ExtractionError.Damaged, null, $"{message}, line {line}: {fault}", "Write the file again, or name the checkpoint itself"));
    }

    private void SkipValue(int nesting)
    {
        if (nesting == 0)
        {
            throw Fault($"messages are nested more than {MostNesting} deep");
        }

        SkipColon();
        if (Takes('['))
        {
            SkipInside(isList: true, nesting);
        }
        else if (Takes('{') || Takes('<'))
        {
            SkipInside(isList: false, nesting);
        }
        else if (Quoted() is null)
        {
            Takes('-');
            _ = Word().Length > 0 ? true : throw Fault($"'{Field}' has no value");
        }
    }

    private void SkipInside(bool isList, int nesting)
    {
        while (isList ? !Takes(']') : !(Takes('}') || Takes('>')))
        {
            if (!isList && !Next())
            {
                throw Fault("a message does not end");
            }

            SkipValue(nesting - 1);
            SkipSeparator();
        }
    }

    // Names, numbers, and what else needs no quotes.
    private string Word()
    {
        SkipSpace();
        int start = _position;
        while (_position < text.Length && text[_position] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'.' or (byte)'+')
        {
            _position++;
            if (text[_position - 1] is (byte)'e' or (byte)'E' && _position < text.Length && text[_position] == '-')
            {
                _position++;
            }
        }

        return Encoding.ASCII.GetString(text, start, _position - start);
    }

    private string? Quoted()
    {
        List<byte>? bytes = null;
        while (true)
        {
            char quote = Takes('"') ? '"' : Takes('\'') ? '\'' : '\0';
            if (quote == '\0')
            {
                break;
            }

            _position = TextEscapes.Read(text, _position, quote, bytes ??= []) ?? throw Fault("a text does not end on its line, or holds an unknown escape");
        }

        try
        {
            return bytes is null ? null : s_strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Fault($"'{Field}' is not UTF-8");
        }
    }

    private void SkipColon() => _ = Takes(':');

    private void SkipSeparator() => _ = Takes(',') || Takes(';');

    private bool Takes(char expected)
    {
        SkipSpace();
        bool comes = _position < text.Length && text[_position] == expected;
        _position += comes ? 1 : 0;
        return comes;
    }

    private void SkipSpace()
    {
        bool isComment = false;
        for (; _position < text.Length; _position++)
        {
            byte value = text[_position];
            isComment = value == '#' || (isComment && value != '\n');
            if (!isComment && value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return;
            }
        }
    }
}
