using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>Reads a pattern in RE2's syntax (<c>github.com/google/re2/wiki/Syntax</c>), UTF-8, with the options that TensorFlow uses: RE2's defaults.</summary>
internal sealed partial class RegexParser
{
    private const int MostRepeats = 1000;

    private readonly byte[] _pattern;
    private readonly Stack<OpenGroup> _open = new();
    private OpenGroup _group = new(0, RegexFlags.None);
    private RegexFlags _flags;
    private int _position;
    private int _groups;

    private RegexParser(ReadOnlySpan<byte> pattern) => _pattern = pattern.ToArray();

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern, UTF-8.</param>
    /// <param name="groups">The number of its capturing groups.</param>
    /// <exception cref="RegexSyntaxException">The pattern is malformed; the message is RE2's.</exception>
    public static RegexNode Parse(ReadOnlySpan<byte> pattern, out int groups)
    {
        if (!System.Text.Unicode.Utf8.IsValid(pattern))
        {
            throw new RegexSyntaxException(RegexError.BadUtf8);
        }

        var parser = new RegexParser(pattern);
        var node = parser.Parse();
        groups = parser._groups;
        return node;
    }

    private RegexNode Parse()
    {
        // The operator before, when it was a repetition: "a**" is an error that names both.
        int repetition = -1;
        while (_position < _pattern.Length)
        {
            int start = _position;
            int previous = repetition;
            repetition = -1;
            switch (_pattern[_position])
            {
                case (byte)'(':
                    ParseLeftParenthesis();
                    break;
                case (byte)')':
                    ParseRightParenthesis();
                    break;
                case (byte)'|':
                    _position++;
                    _group.NextAlternative();
                    break;
                case (byte)'*':
                    repetition = ParseRepetition(start, previous, 1, 0, RegexNode.Unlimited);
                    break;
                case (byte)'+':
                    repetition = ParseRepetition(start, previous, 1, 1, RegexNode.Unlimited);
                    break;
                case (byte)'?':
                    repetition = ParseRepetition(start, previous, 1, 0, 1);
                    break;
                case (byte)'{' when TryReadCounts(out int minimum, out int maximum, out int length):
                    repetition = ParseRepetition(start, previous, length, minimum, maximum);
                    break;
                default:
                    ParseAtom();
                    break;
            }
        }

        return _open.Count == 0 ? _group.Close() : throw Fault(RegexError.MissingParenthesis, 0, _pattern.Length);
    }

    private void ParseAtom()
    {
        switch (_pattern[_position])
        {
            case (byte)'^':
                _position++;
                Push(RegexNode.Assert(_flags.HasFlag(RegexFlags.MultiLine) ? RegexAssertions.BeginLine : RegexAssertions.BeginText));
                break;
            case (byte)'$':
                _position++;
                Push(RegexNode.Assert(_flags.HasFlag(RegexFlags.MultiLine) ? RegexAssertions.EndLine : RegexAssertions.EndText));
                break;
            case (byte)'.':
                _position++;
                Push(RegexNode.Of(AnyCodePoint(_flags.HasFlag(RegexFlags.DotMatchesNewLine))));
                break;
            case (byte)'[':
                Push(RegexNode.Of(ParseClass()));
                break;
            case (byte)'\\':
                ParseBackslash();
                break;
            default:
                PushLiteral(ReadCodePoint());
                break;
        }
    }

    private void ParseBackslash()
    {
        int next = _position + 1 < _pattern.Length ? _pattern[_position + 1] : -1;
        var assertion = next switch
        {
            'b' => RegexAssertions.WordBoundary,
            'B' => RegexAssertions.NoWordBoundary,
            'A' => RegexAssertions.BeginText,
            'z' => RegexAssertions.EndText,
            _ => RegexAssertions.None,
        };
        if (assertion != RegexAssertions.None)
        {
            _position += 2;
            Push(RegexNode.Assert(assertion));
        }
        else if (next == 'C')
        {
            _position += 2;
            Push(new RegexNode(RegexNodeKind.AnyByte));
        }
        else if (next == 'Q')
        {
            ParseQuoted();
        }
        else
        {
            var set = new CodePointSet();
            if (TryReadUnicodeGroup(set) || TryReadPerlClass(set))
            {
                Push(RegexNode.Of(set));
            }
            else
            {
                PushLiteral(ReadEscape());
            }
        }
    }

    private void ParseQuoted()
    {
        _position += 2;
        while (_position < _pattern.Length)
        {
            if (_pattern.AsSpan(_position).StartsWith("\\E"u8))
            {
                _position += 2;
                return;
            }

            PushLiteral(ReadCodePoint());
        }
    }

    private int ParseRepetition(int start, int previous, int length, int minimum, int maximum)
    {
        _position = start + length;
        bool isGreedy = !_flags.HasFlag(RegexFlags.NonGreedy);
        if (_position < _pattern.Length && _pattern[_position] == '?')
        {
            _position++;
            isGreedy = !isGreedy;
        }

        if (previous >= 0)
        {
            throw Fault(RegexError.RepeatOperator, previous, _position);
        }

        bool isCounted = _pattern[start] == '{';
        if (isCounted && (minimum > MostRepeats || maximum > MostRepeats || (maximum >= 0 && maximum < minimum)))
        {
            throw Fault(RegexError.RepeatSize, start, _position);
        }

        if (_group.TakeLast() is not { } operand)
        {
            throw Fault(RegexError.RepeatArgument, start, _position);
        }

        var node = RegexNode.Repeat(operand, minimum, maximum, isGreedy);
        if (isCounted && node.NestedRepeats > MostRepeats)
        {
            throw Fault(RegexError.RepeatSize, start, _position);
        }

        Push(node);
        return start;
    }

    /// <summary>Looks for <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; anything else after a brace makes it a literal.</summary>
    private bool TryReadCounts(out int minimum, out int maximum, out int length)
    {
        int position = _position + 1;
        minimum = maximum = length = 0;
        if (!TryReadInteger(ref position, out minimum) || position == _pattern.Length)
        {
            return false;
        }

        maximum = minimum;
        if (_pattern[position] == ',')
        {
            position++;
            maximum = RegexNode.Unlimited;
            if (position < _pattern.Length && _pattern[position] != '}' && !TryReadInteger(ref position, out maximum))
            {
                return false;
            }
        }

        length = position + 1 - _position;
        return position < _pattern.Length && _pattern[position] == '}';
    }

    private bool TryReadInteger(ref int position, out int value)
    {
        value = 0;
        int start = position;
        while (position < _pattern.Length && char.IsAsciiDigit((char)_pattern[position]))
        {
            if (value >= 100_000_000)
            {
                return false;
            }

            value = value * 10 + _pattern[position++] - '0';
        }

        return position > start && (_pattern[start] != '0' || position == start + 1);
    }

    private void PushLiteral(int codePoint)
    {
        var set = new CodePointSet();
        if (_flags.HasFlag(RegexFlags.FoldCase))
        {
            set.Add(codePoint, codePoint, foldCase: true);
        }

        Push(set.Ranges.Count > 1 || (set.Ranges.Count == 1 && set.Ranges[0].First != set.Ranges[0].Last) ? RegexNode.Of(set) : RegexNode.Literal(codePoint));
    }

    private void Push(RegexNode node) => _group.Add(node);

    private int ReadCodePoint()
    {
        Rune.DecodeFromUtf8(_pattern.AsSpan(_position), out var rune, out int length);
        _position += length;
        return rune.Value;
    }

    private RegexSyntaxException Fault(string problem, int start, int end) =>
        new(end > start ? $"{problem}: {Encoding.UTF8.GetString(_pattern.AsSpan(start, end - start))}" : problem);

    private static CodePointSet AnyCodePoint(bool withNewLine)
    {
        var set = new CodePointSet();
        if (withNewLine)
        {
            set.Add(0, CodePointSet.MaximumCodePoint);
        }
        else
        {
            set.Add(0, '\n' - 1);
            set.Add('\n' + 1, CodePointSet.MaximumCodePoint);
        }

        return set;
    }

    /// <summary>A parenthesis that is not closed yet: the alternatives so far, and what to return to.</summary>
    private sealed class OpenGroup(int number, RegexFlags flags)
    {
        private readonly List<RegexNode> _alternatives = [];
        private List<RegexNode> _sequence = [];

        /// <summary>The number of a capturing group, 0 for one that does not capture.</summary>
        public int Number { get; } = number;

        /// <summary>The flags outside of it.</summary>
        public RegexFlags Flags { get; } = flags;

        public void Add(RegexNode node) => _sequence.Add(node);

        public RegexNode? TakeLast()
        {
            if (_sequence.Count == 0)
            {
                return null;
            }

            var last = _sequence[^1];
            _sequence.RemoveAt(_sequence.Count - 1);
            return last;
        }

        public void NextAlternative()
        {
            _alternatives.Add(RegexNode.Concatenate(_sequence));
            _sequence = [];
        }

        public RegexNode Close()
        {
            NextAlternative();
            return RegexNode.Alternate(_alternatives);
        }
    }
}
