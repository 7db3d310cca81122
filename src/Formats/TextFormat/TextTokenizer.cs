using System.Text;

namespace TypedModels.Formats.TextFormat;

/// <summary>
/// Cuts protobuf's text form into tokens (<c>protobuf.dev/reference/protobuf/textformat-spec</c>): identifiers, numbers, quoted bytes and single symbols; white space
/// and comments from <c>#</c> to the line's end lie between them.
/// </summary>
internal ref struct TextTokenizer
{
    private const int MostShown = 40;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _start;

    /// <summary>Finds the first token.</summary>
    public TextTokenizer(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _position = bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }.AsSpan()) ? 3 : 0;
        Next();
    }

    /// <summary>The kind of the current token.</summary>
    public TextTokenKind Kind { get; private set; }

    /// <summary>The token's characters; of quoted bytes, with their quotes.</summary>
    public readonly string Text => Encoding.UTF8.GetString(_bytes.Slice(_start, _position - _start).ToArray());

    /// <summary>Whether the current token is a symbol, and this one.</summary>
    public readonly bool Is(char symbol) => Kind == TextTokenKind.Symbol && _bytes[_start] == symbol;

    /// <summary>Passes over a symbol if it comes next.</summary>
    public bool TryTake(char symbol)
    {
        if (!Is(symbol))
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Passes over a symbol that must come next.</summary>
    public void Take(char symbol)
    {
        if (!TryTake(symbol))
        {
            throw Fault($"'{symbol}' is expected, and {Describe()} comes");
        }
    }

    /// <summary>The characters of the current token, which must be of a kind; goes to the next.</summary>
    public string Take(TextTokenKind kind, string expected)
    {
        if (Kind != kind)
        {
            throw Fault($"{expected} is expected, and {Describe()} comes");
        }

        string text = Text;
        Next();
        return text;
    }

    /// <summary>The bytes that the current token, and the quoted ones that follow it directly, stand for; goes to the token after them.</summary>
    public byte[] TakeQuoted()
    {
        if (Kind != TextTokenKind.Quoted)
        {
            throw Fault($"quoted text is expected, and {Describe()} comes");
        }

        var bytes = new MemoryStream();
        for (; Kind == TextTokenKind.Quoted; Next())
        {
            for (int i = _start + 1; i < _position - 1;)
            {
                if (_bytes[i] == '\\')
                {
                    Unescape(ref i, bytes);
                }
                else
                {
                    bytes.WriteByte(_bytes[i++]);
                }
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The same as text, which must be UTF-8.</summary>
    public string TakeText()
    {
        int start = _start;
        try
        {
            return s_strict.GetString(TakeQuoted());
        }
        catch (DecoderFallbackException)
        {
            throw Fault("a text is not UTF-8", start);
        }
    }

    /// <summary>Goes to the next token.</summary>
    public void Next()
    {
        SkipSpace();
        _start = _position;
        if (_position == _bytes.Length)
        {
            Kind = TextTokenKind.End;
            return;
        }

        byte first = _bytes[_position];
        if (IsLetter(first))
        {
            Kind = TextTokenKind.Identifier;
            while (_position < _bytes.Length && (IsLetter(_bytes[_position]) || IsDigit(_bytes[_position])))
            {
                _position++;
            }
        }
        else if (IsDigit(first) || (first == '.' && _position + 1 < _bytes.Length && IsDigit(_bytes[_position + 1])))
        {
            Kind = TextTokenKind.Number;
            PassNumber();
        }
        else if (first is (byte)'"' or (byte)'\'')
        {
            Kind = TextTokenKind.Quoted;
            PassQuoted(first);
        }
        else
        {
            Kind = TextTokenKind.Symbol;
            _position++;
        }
    }

    /// <summary>What the current token is, for errors.</summary>
    public readonly string Describe() => Kind switch
    {
        TextTokenKind.End => "the end of the file",
        TextTokenKind.Quoted => "quoted text",
        TextTokenKind.Symbol when _bytes[_start] is < 0x20 or >= 0x7f => $"the byte {_bytes[_start]}",
        _ => $"'{Clip(Text)}'",
    };

    /// <summary>An error at the current token.</summary>
    public readonly ModelFormatException Fault(string fault) => Fault(fault, _start);

    /// <summary>The place of the current token, for an error that is found later.</summary>
    public readonly int Position => _start;

    /// <summary>An error at a place.</summary>
    public readonly ModelFormatException Fault(string fault, int position)
    {
        var before = _bytes.Slice(0, position);
        int line = 1;
        foreach (byte value in before)
        {
            line += value == '\n' ? 1 : 0;
        }

        int column = position - before.LastIndexOf((byte)'\n');
        return new ModelFormatException(new ModelProblem(
            ExtractionError.BadText, null, $"Line {line}, column {column}: {fault}", "Correct the text, or write the graph again in binary form"));
    }

    private static string Clip(string text) => text.Length <= MostShown ? text : $"{text.Substring(0, MostShown)}…";

    private static bool IsLetter(byte value) => value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_';

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private void SkipSpace()
    {
        while (_position < _bytes.Length)
        {
            if (_bytes[_position] == '#')
            {
                int length = _bytes.Slice(_position).IndexOf((byte)'\n');
                _position = length < 0 ? _bytes.Length : _position + length;
            }
            else if (_bytes[_position] is (byte)' ' or >= (byte)'\t' and <= (byte)'\r')
            {
                _position++;
            }
            else
            {
                return;
            }
        }
    }

    // 12  0x1f  017  1.5  .5  1e-5  1.5f: the value is looked at by whoever knows the field's type.
    private void PassNumber()
    {
        for (; _position < _bytes.Length; _position++)
        {
            byte value = _bytes[_position];
            bool isSign = value is (byte)'+' or (byte)'-' && _bytes[_position - 1] is (byte)'e' or (byte)'E' && !IsHexadecimal();
            if (!IsLetter(value) && !IsDigit(value) && value != '.' && !isSign)
            {
                return;
            }
        }
    }

    private readonly bool IsHexadecimal() => _position - _start > 1 && _bytes[_start] == '0' && _bytes[_start + 1] is (byte)'x' or (byte)'X';

    private void PassQuoted(byte quote)
    {
        for (_position++; _position < _bytes.Length && _bytes[_position] != '\n'; _position++)
        {
            if (_bytes[_position] == quote)
            {
                _position++;
                return;
            }

            if (_bytes[_position] == '\\' && _position + 1 < _bytes.Length && _bytes[_position + 1] != '\n')
            {
                _position++;
            }
        }

        throw Fault("a quoted text does not end on its line");
    }

    private readonly void Unescape(ref int i, MemoryStream bytes)
    {
        int start = i;
        byte letter = _bytes[i + 1];
        i += 2;
        switch (letter)
        {
            case (byte)'x' or (byte)'X':
                bytes.WriteByte((byte)Digits(ref i, most: 2, radix: 16, start));
                break;
            case >= (byte)'0' and <= (byte)'7':
                i--;
                uint value = Digits(ref i, most: 3, radix: 8, start);
                bytes.WriteByte(value <= byte.MaxValue ? (byte)value : throw Fault($"the escape \\{Convert.ToString(value, 8)} is no byte", start));
                break;
            case (byte)'u' or (byte)'U':
                WriteCharacter(bytes, ref i, letter == 'u' ? 4 : 8, start);
                break;
            default:
                int index = "abfnrtv\\'\"?".IndexOf((char)letter);
                bytes.WriteByte(index >= 0 ? (byte)"\a\b\f\n\r\t\v\\'\"?"[index] : throw Fault($"the escape \\{(char)letter} is not known", start));
                break;
        }
    }

    private readonly void WriteCharacter(MemoryStream bytes, ref int i, int digits, int start)
    {
        int first = i;
        uint value = Digits(ref i, digits, 16, start);
        if (i - first != digits || value > 0x10FFFF || value is >= 0xD800 and <= 0xDFFF)
        {
            throw Fault("an escape is no character of Unicode", start);
        }

        byte[] character = Encoding.UTF8.GetBytes(char.ConvertFromUtf32((int)value));
        bytes.Write(character, 0, character.Length);
    }

    private readonly uint Digits(ref int i, int most, uint radix, int start)
    {
        uint value = 0;
        int first = i;
        for (; i < _position - 1 && i - first < most; i++)
        {
            int digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant((char)_bytes[i]));
            if (digit < 0 || digit >= radix)
            {
                break;
            }

            value = (value * radix) + (uint)digit;
        }

        return i > first ? value : throw Fault("an escape has no digits", start);
    }
}
