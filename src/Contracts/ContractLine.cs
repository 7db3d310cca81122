using System.Globalization;
using System.Text;

namespace TypedModels;

/// <summary>One line of a contract, taken apart word by word.</summary>
internal sealed class ContractLine(string text, int number)
{
    private int _position;

    /// <summary>The line, counted from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return _position == text.Length;
        }
    }

    /// <summary>The lines of a text; empty ones and those that begin with <c>#</c> are passed over.</summary>
    public static IEnumerable<ContractLine> AllOf(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r', ' ');
            if (line.Length > 0 && line[0] != '#')
            {
                yield return new ContractLine(line, i + 1);
            }
        }
    }

    /// <summary>Whether the next word begins with <paramref name="mark"/>, which no bare word does.</summary>
    public bool NextIs(char mark)
    {
        SkipBlanks();
        return _position < text.Length && text[_position] == mark;
    }

    /// <summary>The next word with its quotes resolved.</summary>
    public string Word(string what)
    {
        SkipBlanks();
        return _position < text.Length && text[_position] == '"' ? Quoted() : Bare(what);
    }

    /// <summary>The next token as it stands: a number, a word, text in quotes, <c>base64"…"</c>.</summary>
    public string Token(string what)
    {
        SkipBlanks();
        int start = _position;
        while (_position < text.Length && text[_position] != ' ')
        {
            if (text[_position] == '"')
            {
                Quoted();
            }
            else
            {
                _position++;
            }
        }

        return _position > start ? text.Substring(start, _position - start) : throw Malformed($"{what} is missing");
    }

    /// <summary>Takes <paramref name="word"/> if it comes next.</summary>
    public bool Accept(string word)
    {
        SkipBlanks();
        int end = _position + word.Length;
        if (end > text.Length || string.CompareOrdinal(text, _position, word, 0, word.Length) != 0 || (end < text.Length && text[end] != ' '))
        {
            return false;
        }

        _position = end;
        return true;
    }

    /// <summary>The next shape, or null when something else comes next.</summary>
    public TensorShape? ShapeIfAny()
    {
        SkipBlanks();
        return _position < text.Length && text[_position] == '[' ? Shape() : null;
    }

    /// <summary>The next shape.</summary>
    public TensorShape Shape()
    {
        SkipBlanks();
        int close = _position < text.Length && text[_position] == '[' ? text.IndexOf(']', _position) : -1;
        if (close < 0)
        {
            throw Malformed("a shape in brackets is missing");
        }

        string inside = text.Substring(_position + 1, close - _position - 1).Trim();
        _position = close + 1;
        if (inside == "...")
        {
            return TensorShape.Unknown;
        }

        string[] words = inside.Length == 0 ? [] : inside.Split(',');
        return new TensorShape(Array.ConvertAll(words, word => Dimension(word.Trim())));
    }

    /// <summary>The value of an input that may be left out: a shape where it is no scalar, then its elements or their digest.</summary>
    /// <param name="until">Marks that end it; without any, it ends with the line.</param>
    public DefaultValue Default(string until = "")
    {
        var shape = ShapeIfAny() ?? TensorShape.Scalar;
        var elements = new List<string>();
        while (!IsAtEnd && !until.Any(NextIs))
        {
            elements.Add(Token("a value"));
        }

        const string Sha256 = "sha256:";
        if (elements.Count == 1 && elements[0].StartsWith(Sha256, StringComparison.Ordinal))
        {
            return new DefaultValue { Shape = shape, Digest = elements[0].Substring(Sha256.Length) };
        }

        return shape.IsFullyKnown && shape.Dimensions.Aggregate(1.0, (product, dimension) => product * dimension) == elements.Count
            ? new DefaultValue { Shape = shape, Elements = elements.ToValueList() }
            : throw Malformed($"the number of values, {elements.Count}, is not that of the shape {shape}");
    }

    /// <summary>The next word as a number that is not negative.</summary>
    public int Number32(string what)
    {
        string word = Word(what);
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Malformed($"{what} '{word}' is not a number");
    }

    /// <summary>Makes sure that nothing is left.</summary>
    public void End()
    {
        if (!IsAtEnd)
        {
            throw Malformed($"'{text.Substring(_position)}' was not expected");
        }
    }

    /// <summary>An error at this line.</summary>
    public ContractFormatException Malformed(string problem) => new(Number, problem);

    private long Dimension(string word) =>
        word == "?" ? TensorShape.UnknownDimension
        : long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length
        : throw Malformed($"'{word}' is neither a length nor '?'");

    private string Bare(string what)
    {
        int start = _position;
        while (_position < text.Length && text[_position] != ' ')
        {
            _position++;
        }

        return _position > start ? text.Substring(start, _position - start) : throw Malformed($"{what} is missing");
    }

    private string Quoted()
    {
        var builder = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            char c = text[_position];
            if (c == '"')
            {
                _position++;
                return builder.ToString();
            }

            builder.Append(c == '\\' ? Escaped() : c);
        }

        throw Malformed("a closing quote is missing");
    }

    private char Escaped()
    {
        char c = ++_position < text.Length ? text[_position] : '\0';
        if (c is '"' or '\\')
        {
            return c;
        }

        string digits = c == 'u' && _position + 4 < text.Length ? text.Substring(_position + 1, 4) : "";
        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            _position += 4;
            return (char)code;
        }

        throw Malformed("an escape is neither \\\", \\\\ nor \\uXXXX");
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && text[_position] == ' ')
        {
            _position++;
        }
    }
}
