using System.Globalization;
using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>Groups: captures, names, flags.</summary>
internal sealed partial class RegexParser
{
    private void ParseRightParenthesis()
    {
        if (_open.Count == 0)
        {
            throw Fault(RegexError.UnexpectedParenthesis, 0, _pattern.Length);
        }

        _position++;
        var node = _group.Close();
        if (_group.Number > 0)
        {
            node = RegexNode.Capture(_group.Number, node);
        }

        _flags = _group.Flags;
        _group = _open.Pop();
        Push(node);
    }

    private void ParseLeftParenthesis()
    {
        if (_position + 1 < _pattern.Length && _pattern[_position + 1] == '?')
        {
            ParsePerlGroup();
        }
        else
        {
            _position++;
            OpenCapture();
        }
    }

    private void OpenCapture()
    {
        _open.Push(_group);
        _group = new OpenGroup(++_groups, _flags);
    }

    private void ParsePerlGroup()
    {
        int start = _position;
        var rest = _pattern.AsSpan(start);
        if (rest.StartsWith("(?P<"u8))
        {
            int end = rest.IndexOf((byte)'>');
            if (end < 0 || !IsGroupName(rest[4..end]))
            {
                throw Fault(RegexError.BadGroupName, start, end < 0 ? _pattern.Length : start + end + 1);
            }

            _position = start + end + 1;
            OpenCapture();
            return;
        }

        _position += 2;
        ParseFlags(start);
    }

    private void ParseFlags(int start)
    {
        var flags = _flags;
        bool isNegated = false, isFlagSeen = false;
        while (_position < _pattern.Length)
        {
            int letter = ReadCodePoint();
            if (letter is ':' or ')')
            {
                if (isNegated && !isFlagSeen)
                {
                    break;
                }

                if (letter == ':')
                {
                    _open.Push(_group);
                    _group = new OpenGroup(0, _flags);
                }

                _flags = flags;
                return;
            }

            if (letter == '-' && !isNegated)
            {
                isNegated = true;
                isFlagSeen = false;
                continue;
            }

            var flag = letter switch
            {
                'i' => RegexFlags.FoldCase,
                'm' => RegexFlags.MultiLine,
                's' => RegexFlags.DotMatchesNewLine,
                'U' => RegexFlags.NonGreedy,
                _ => RegexFlags.None,
            };
            if (flag == RegexFlags.None)
            {
                break;
            }

            isFlagSeen = true;
            flags = isNegated ? flags & ~flag : flags | flag;
        }

        throw Fault(RegexError.PerlOperator, start, _position);
    }

    private static bool IsGroupName(ReadOnlySpan<byte> name)
    {
        foreach (var rune in Encoding.UTF8.GetString(name).EnumerateRunes())
        {
            bool isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber;
            if (!isWord)
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
