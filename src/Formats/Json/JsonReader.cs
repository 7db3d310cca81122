using System.Globalization;
using System.Text;

namespace TypedModels.Formats.Json;

/// <summary>
/// Reads JSON (RFC 8259) as Python's <c>json</c> writes it: with the words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>. The build task runs where no JSON library may be brought along.
/// </summary>
internal sealed class JsonReader
{
    // A model nested in models nested in models comes to about thirty.
    private const int MostDepth = 256;

    // An archive may hold hundreds of millions in a few thousand bytes; the largest model known comes to some hundred thousand.
    private const int MostValues = 1 << 22;

    private readonly string _text;
    private readonly string _what;
    private int _position;
    private int _depth;
    private int _count;

    private JsonReader(string text, string what)
    {
        _text = text;
        _what = what;
    }

    /// <summary>Reads a text that holds one value.</summary>
    /// <param name="utf8">The text, in UTF-8, with or without a byte order mark.</param>
    /// <param name="what">What the text is, for messages, such as <c>config.json</c>.</param>
    /// <exception cref="ModelFormatException">The text is not JSON, or nested too deep.</exception>
    public static JsonValue Read(ReadOnlySpan<byte> utf8, string what)
    {
        ReadOnlySpan<byte> mark = [0xef, 0xbb, 0xbf];
        return Read(Encoding.UTF8.GetString((utf8.StartsWith(mark) ? utf8.Slice(mark.Length) : utf8).ToArray()), what);
    }

    /// <summary>Reads a text that holds one value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What the text is, for messages, such as <c>config.json</c>.</param>
    /// <exception cref="ModelFormatException">The text is not JSON, or nested too deep.</exception>
    public static JsonValue Read(string text, string what)
    {
        var reader = new JsonReader(text, what);
        var value = reader.Value();
        reader.SkipSpace();
        return reader._position == text.Length ? value : throw reader.Fault("more text follows the value");
    }

    private JsonValue Value()
    {
        if (++_count > MostValues)
        {
            throw Fault($"there are more than {MostValues} values");
        }

        SkipSpace();
        if (_position == _text.Length)
        {
            throw Fault("the text ends where a value should begin");
        }

        return _text[_position] switch
        {
            '{' => Nested(Object),
            '[' => Nested(List),
            '"' => JsonValue.Of(Text()),
            't' => Word("true", JsonValue.Of(true)),
            'f' => Word("false", JsonValue.Of(false)),
            'n' => Word("null", JsonValue.Null),
            'N' => Word("NaN", JsonValue.Of(double.NaN, "NaN")),
            'I' => Word("Infinity", JsonValue.Of(double.PositiveInfinity, "Infinity")),
            '-' when string.CompareOrdinal(_text, _position, "-I", 0, 2) == 0 => Word("-Infinity", JsonValue.Of(double.NegativeInfinity, "-Infinity")),
            _ => Number(),
        };
    }

    private JsonValue Nested(Func<JsonValue> read)
    {
        if (++_depth > MostDepth)
        {
            throw Fault($"values are nested more than {MostDepth} deep");
        }

        _position++;
        var value = read();
        _depth--;
        return value;
    }

    private JsonValue Object()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        SkipSpace();
        while (!Take('}'))
        {
            if (members.Count > 0)
            {
                Require(',');
            }

            SkipSpace();
            string name = Text();
            Require(':');
            members.Add(new(name, Value()));
            SkipSpace();
        }

        return JsonValue.Of(members);
    }

    private JsonValue List()
    {
        var items = new List<JsonValue>();
        SkipSpace();
        while (!Take(']'))
        {
            if (items.Count > 0)
            {
                Require(',');
            }

            items.Add(Value());
            SkipSpace();
        }

        return JsonValue.Of(items);
    }

    private string Text()
    {
        Require('"');
        int start = _position;
        int end = _text.IndexOfAny(['"', '\\'], start);
        if (end >= 0 && _text[end] == '"')
        {
            _position = end + 1;
            return _text.Substring(start, end - start);
        }

        var text = new StringBuilder();
        while (true)
        {
            char letter = Next();
            if (letter == '"')
            {
                return text.ToString();
            }

            text.Append(letter == '\\' ? Escaped() : letter);
        }
    }

    private char Escaped() => Next() switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        'u' => CodeUnit(),
        var letter and ('"' or '\\' or '/') => letter,
        _ => throw Fault("a backslash is followed by no escape that JSON has"),
    };

    private char CodeUnit()
    {
        int unit = 0;
        for (int i = 0; i < 4; i++)
        {
            char digit = Next();
            int value = digit is >= '0' and <= '9' ? digit - '0' : (digit | ' ') is >= 'a' and <= 'f' ? (digit | ' ') - 'a' + 10 : throw Fault("\\u is not followed by four hexadecimal digits");
            unit = (unit << 4) | value;
        }

        return (char)unit;
    }

    private JsonValue Number()
    {
        int start = _position;
        while (_position < _text.Length && _text[_position] is (>= '0' and <= '9') or '+' or '-' or '.' or 'e' or 'E')
        {
            _position++;
        }

        string written = _text.Substring(start, _position - start);
        if (double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number))
        {
            return JsonValue.Of(number, written);
        }

        _position = start;
        throw Fault("no value of JSON begins here");
    }

    private JsonValue Word(string word, JsonValue value)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Fault("no value of JSON begins here");
        }

        _position += word.Length;
        return value;
    }

    private void Require(char expected)
    {
        SkipSpace();
        if (!Take(expected))
        {
            throw Fault($"'{expected}' was expected");
        }
    }

    private bool Take(char expected)
    {
        bool isThere = _position < _text.Length && _text[_position] == expected;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private char Next() => _position < _text.Length ? _text[_position++] : throw Fault("the text ends inside a string");

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r')
        {
            _position++;
        }
    }

    private ModelFormatException Fault(string fault) => new(new ModelProblem(
        ExtractionError.Damaged, null, $"{_what} is not JSON: at character {_position.ToString(CultureInfo.InvariantCulture)} {fault}", "The file is damaged, cut off or edited: save the model again"));
}
