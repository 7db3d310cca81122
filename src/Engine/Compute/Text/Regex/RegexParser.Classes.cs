using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>Bracketed classes, <c>\d</c>, <c>[:alpha:]</c> and <c>\p{Greek}</c>.</summary>
internal sealed partial class RegexParser
{
    private bool FoldsCase => _flags.HasFlag(RegexFlags.FoldCase);

    private CodePointSet ParseClass()
    {
        int start = _position++;
        var set = new CodePointSet();
        bool isNegated = _position < _pattern.Length && _pattern[_position] == '^';
        if (isNegated)
        {
            _position++;
        }

        for (bool isFirst = true; _position < _pattern.Length && (_pattern[_position] != ']' || isFirst); isFirst = false)
        {
            if (!TryReadPosixClass(set) && !TryReadUnicodeGroup(set) && !TryReadPerlClass(set))
            {
                ReadRange(start, set);
            }
        }

        if (_position == _pattern.Length)
        {
            throw Fault(RegexError.MissingBracket, start, _pattern.Length);
        }

        _position++;
        return isNegated ? set.Complement() : set;
    }

    private void ReadRange(int classStart, CodePointSet set)
    {
        int start = _position;
        int first = ReadClassCharacter(classStart);
        int last = first;
        if (_position + 1 < _pattern.Length && _pattern[_position] == '-' && _pattern[_position + 1] != ']')
        {
            _position++;
            last = ReadClassCharacter(classStart);
            if (last < first)
            {
                throw Fault(RegexError.BadRange, start, _position);
            }
        }

        set.Add(first, last, FoldsCase);
    }

    private int ReadClassCharacter(int classStart)
    {
        if (_position == _pattern.Length)
        {
            throw Fault(RegexError.MissingBracket, classStart, _pattern.Length);
        }

        return _pattern[_position] == '\\' ? ReadEscape() : ReadCodePoint();
    }

    private bool TryReadPosixClass(CodePointSet set)
    {
        var rest = _pattern.AsSpan(_position);
        if (!rest.StartsWith("[:"u8) || rest[2..].IndexOf(":]"u8) is not (>= 0 and var length))
        {
            return false;
        }

        var name = rest.Slice(2, length);
        bool isNegated = name.StartsWith("^"u8);
        if (AsciiClass(Encoding.UTF8.GetString(isNegated ? name[1..] : name)) is not { } ranges)
        {
            throw Fault(RegexError.BadRange, _position, _position + length + 4);
        }

        _position += length + 4;
        AddAscii(set, ranges, isNegated);
        return true;
    }

    private bool TryReadPerlClass(CodePointSet set)
    {
        if (_position + 1 >= _pattern.Length || _pattern[_position] != '\\')
        {
            return false;
        }

        char letter = (char)_pattern[_position + 1];
        string? ranges = char.ToLowerInvariant(letter) switch
        {
            'd' => "09",
            's' => "\t\n\f\r  ",
            'w' => "09AZ__az",
            _ => null,
        };
        if (ranges is null)
        {
            return false;
        }

        _position += 2;
        AddAscii(set, ranges, char.IsAsciiLetterUpper(letter));
        return true;
    }

    private void AddAscii(CodePointSet set, string ranges, bool isNegated)
    {
        var named = new CodePointSet();
        for (int i = 0; i < ranges.Length; i += 2)
        {
            named.Add(ranges[i], ranges[i + 1], FoldsCase);
        }

        set.Add(isNegated ? named.Complement() : named);
    }

    /// <summary>The pairs of first and last characters of a POSIX class.</summary>
    private static string? AsciiClass(string name) => name switch
    {
        "alnum" => "09AZaz",
        "alpha" => "AZaz",
        "ascii" => "\0\u007f",
        "blank" => "\t\t  ",
        "cntrl" => "\0\u001f\u007f\u007f",
        "digit" => "09",
        "graph" => "!~",
        "lower" => "az",
        "print" => " ~",
        "punct" => "!/:@[`{~",
        "space" => "\t\r  ",
        "upper" => "AZ",
        "word" => "09AZaz__",
        "xdigit" => "09AFaf",
        _ => null,
    };

    private bool TryReadUnicodeGroup(CodePointSet set)
    {
        if (_position + 1 >= _pattern.Length || _pattern[_position] != '\\' || _pattern[_position + 1] is not ((byte)'p' or (byte)'P'))
        {
            return false;
        }

        int start = _position;
        bool isNegated = _pattern[start + 1] == 'P';
        _position += 2;
        int nameStart = _position;
        int nameEnd = _position;
        if (_position < _pattern.Length && ReadCodePoint() == '{')
        {
            nameStart++;
            int length = _pattern.AsSpan(nameStart).IndexOf((byte)'}');
            nameEnd = length < 0 ? -1 : nameStart + length;
            _position = length < 0 ? _pattern.Length : nameEnd + 1;
        }
        else
        {
            nameEnd = _position;
        }

        string name = nameEnd < 0 ? "" : Encoding.UTF8.GetString(_pattern.AsSpan(nameStart, nameEnd - nameStart));
        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }

        if (UnicodeGroups.Find(name) is not { } ranges)
        {
            throw Fault(RegexError.BadRange, start, _position);
        }

        var named = new CodePointSet();
        named.AddRanges(ranges);
        if (FoldsCase)
        {
            named.FoldCase();
        }

        set.Add(isNegated ? named.Complement() : named);
        return true;
    }
}
