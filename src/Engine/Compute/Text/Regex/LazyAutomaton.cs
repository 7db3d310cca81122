using System.Buffers;
using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Text;

/// <summary>
/// A deterministic automaton made of a program while texts are read: one table look-up a byte once warm. Any number of threads use one at the same time; new states are made
/// under a lock. Its memory is bounded: when it is full, the search is given up and its owner starts again with an empty one or another machine.
/// </summary>
internal sealed class LazyAutomaton
{
    /// <summary>No match.</summary>
    public const int NoMatch = -1;

    /// <summary>The automaton is full; nothing is known about the text.</summary>
    public const int Full = -2;

    // What is known of a position without the byte that follows.
    private const RegexAssertions Behind = RegexAssertions.BeginLine | RegexAssertions.BeginText;

    // References in transition tables and items in states together, some 4 MB.
    private const int MostMemory = 500_000;
    private const int MostFirstBytes = 64;

    // Bytes between two looks at the wish to stop, less one: some hundred microseconds.
    private const int LookMask = 0xffff;

    private readonly RegexProgram _program;
    private readonly bool _isAnchored;
    private readonly bool _isLongest;
    private readonly byte[] _classes = new byte[256];
    private readonly byte[] _examples;
    private readonly int _classCount;
    private readonly bool _hasAssertions;
    private readonly Dictionary<StateKey, State> _states = [];
    private readonly State?[] _starts = new State?[256];
    private readonly State _dead;
    private readonly ClosureBuilder _builder;
    private readonly Lock _lock = new();
    private int _memory;

    /// <summary>Prepares an automaton.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isAnchored">Whether a match must begin where the search does.</param>
    /// <param name="isLongest">Whether the longest match is looked for, or else the one that the pattern prefers.</param>
    public LazyAutomaton(RegexProgram program, bool isAnchored, bool isLongest)
    {
        _program = program;
        _isAnchored = isAnchored;
        _isLongest = isLongest;
        _hasAssertions = Array.Exists(program.Instructions, instruction => instruction.Opcode == RegexOpcode.Assert);
        _examples = Classify();
        _classCount = _examples.Length;
        _builder = new ClosureBuilder(program);
        _dead = new State([], RegexAssertions.None, false, _classCount + 1);
    }

    /// <summary>Searches forward.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="stop">Whether to go on.</param>
    /// <returns>The end of the match, <see cref="NoMatch"/> or <see cref="Full"/>.</returns>
    public int SearchForward(ReadOnlySpan<byte> text, int start, StopSignal? stop)
    {
        if (Start(start == 0 ? -1 : text[start - 1]) is not { } state)
        {
            return Full;
        }

        var first = state;
        int found = NoMatch;
        for (int position = start; position < text.Length; position++)
        {
            if (state == first && first.FirstBytes is { } wanted)
            {
                int skipped = text[position..].IndexOfAny(wanted);
                if (skipped < 0)
                {
                    return found;
                }

                position += skipped;
            }

            if ((position & LookMask) == 0)
            {
                stop?.ThrowIfRaised();
            }

            int symbol = _classes[text[position]];
            var next = state.Next[symbol] ?? Step(state, symbol);
            if (next is null)
            {
                return Full;
            }

            if (next.IsMatch)
            {
                found = position;
            }

            if (next.Items.Length == 0)
            {
                return found;
            }

            state = next;
        }

        return (state.Next[_classCount] ?? Step(state, _classCount)) is not { } last ? Full : last.IsMatch ? text.Length : found;
    }

    /// <summary>Searches backward with a backward program that is anchored.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The end of the match.</param>
    /// <param name="limit">Where the match may begin at the earliest.</param>
    /// <param name="stop">Whether to go on.</param>
    /// <returns>The beginning of the match, <see cref="NoMatch"/> or <see cref="Full"/>.</returns>
    public int SearchBackward(ReadOnlySpan<byte> text, int start, int limit, StopSignal? stop)
    {
        if (Start(start == text.Length ? -1 : text[start]) is not { } state)
        {
            return Full;
        }

        int found = NoMatch;
        for (int position = start; position > limit; position--)
        {
            if ((position & LookMask) == 0)
            {
                stop?.ThrowIfRaised();
            }

            int symbol = _classes[text[position - 1]];
            var next = state.Next[symbol] ?? Step(state, symbol);
            if (next is null)
            {
                return Full;
            }

            if (next.IsMatch)
            {
                found = position;
            }

            if (next.Items.Length == 0)
            {
                return found;
            }

            state = next;
        }

        int end = limit == 0 ? _classCount : _classes[text[limit - 1]];
        return (state.Next[end] ?? Step(state, end)) is not { } last ? Full : last.IsMatch ? limit : found;
    }

    /// <summary>The state that a search begins in, behind the byte <paramref name="before"/> or at the beginning of the text.</summary>
    private State? Start(int before)
    {
        var context = RegexAssertions.None;
        if (_hasAssertions)
        {
            context = before < 0 ? RegexAssertions.BeginText | RegexAssertions.BeginLine : ContextBehind((byte)before);
        }

        if (_starts[(int)context] is { } known)
        {
            return known;
        }

        lock (_lock)
        {
            _builder.Clear();
            _builder.Add(_program.Start, context & Behind);
            var start = Intern(_builder.ToItems(_isLongest), context, false);
            if (start is not null && !_hasAssertions && !_isAnchored)
            {
                start.FirstBytes = FirstBytes(start);
            }

            _starts[(int)context] = start;
            return start;
        }
    }

    private SearchValues<byte>? FirstBytes(State start)
    {
        var wanted = new List<byte>();
        foreach (int item in start.Items)
        {
            var instruction = _program.Instructions[item];
            if (instruction.Opcode != RegexOpcode.Byte || instruction.High - instruction.Low + wanted.Count >= MostFirstBytes)
            {
                return null;
            }

            for (int value = instruction.Low; value <= instruction.High; value++)
            {
                wanted.Add((byte)value);
            }
        }

        return SearchValues.Create([.. wanted]);
    }

    /// <summary>Makes the state that follows on a class of bytes, or on the end of the text.</summary>
    private State? Step(State state, int symbol)
    {
        lock (_lock)
        {
            if (state.Next[symbol] is { } known)
            {
                return known;
            }

            bool isEnd = symbol == _classCount;
            byte value = isEnd ? (byte)0 : _examples[symbol];
            int[] items = state.Items;
            if (_hasAssertions)
            {
                items = Resolve(state, isEnd, value);
            }

            bool isMatch = false;
            var context = _hasAssertions && !isEnd ? ContextBehind(value) : RegexAssertions.None;
            _builder.Clear();
            foreach (int item in items)
            {
                var instruction = _program.Instructions[item];
                if (instruction.Opcode == RegexOpcode.Match)
                {
                    isMatch = true;
                    if (!_isLongest)
                    {
                        break;
                    }
                }
                else if (instruction.Opcode == RegexOpcode.Byte && !isEnd && value >= instruction.Low && value <= instruction.High)
                {
                    _builder.Add(instruction.Next, context & Behind);
                }
            }

            // An unanchored search may begin anew behind any byte, unless what began earlier has matched.
            if (!_isAnchored && !isEnd && !(isMatch && !_isLongest) && state.IsSearching)
            {
                _builder.Add(_program.Start, context & Behind);
            }

            bool isSearching = state.IsSearching && !(isMatch && !_isLongest);
            var next = Intern(_builder.ToItems(_isLongest), context, isMatch, isSearching);
            state.Next[symbol] = next;
            return next;
        }
    }

    /// <summary>Follows the assertions that wait for the next byte.</summary>
    private int[] Resolve(State state, bool isEnd, byte value)
    {
        var holding = state.Context & Behind;
        if (isEnd)
        {
            holding |= RegexAssertions.EndLine | RegexAssertions.EndText;
        }
        else if (value == '\n')
        {
            holding |= RegexAssertions.EndLine;
        }

        bool isBoundary = state.Context.HasFlag(RegexAssertions.AfterWord) != (!isEnd && IsWord(value));
        holding |= isBoundary ? RegexAssertions.WordBoundary : RegexAssertions.NoWordBoundary;
        _builder.Clear();
        foreach (int item in state.Items)
        {
            _builder.Add(item, holding);
        }

        return _builder.ToItems(_isLongest);
    }

    private State? Intern(int[] items, RegexAssertions context, bool isMatch, bool isSearching = true)
    {
        if (items.Length == 0 && !isMatch && (_isAnchored || !isSearching))
        {
            return _dead;
        }

        var key = new StateKey(items, context, isMatch, isSearching);
        if (_states.TryGetValue(key, out var known))
        {
            return known;
        }

        _memory += items.Length + _classCount + 16;
        if (_memory > MostMemory)
        {
            return null;
        }

        var state = new State(items, context, isMatch, _classCount + 1) { IsSearching = isSearching };
        _states.Add(key, state);
        return state;
    }

    private static RegexAssertions ContextBehind(byte value) => value == '\n' ? RegexAssertions.BeginLine : IsWord(value) ? RegexAssertions.AfterWord : RegexAssertions.None;

    internal static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    /// <summary>Groups the bytes that no instruction tells apart; returns one byte of each group.</summary>
    private byte[] Classify()
    {
        var isBoundary = new bool[257];
        void Mark(int low, int high) => isBoundary[low] = isBoundary[high + 1] = true;
        foreach (var instruction in _program.Instructions)
        {
            if (instruction.Opcode == RegexOpcode.Byte)
            {
                Mark(instruction.Low, instruction.High);
            }
        }

        if (_hasAssertions)
        {
            Mark('\n', '\n');
            Mark('0', '9');
            Mark('A', 'Z');
            Mark('_', '_');
            Mark('a', 'z');
        }

        var examples = new List<byte> { 0 };
        for (int value = 1; value < 256; value++)
        {
            if (isBoundary[value])
            {
                examples.Add((byte)value);
            }

            _classes[value] = (byte)(examples.Count - 1);
        }

        return [.. examples];
    }

    /// <summary>A set of instructions, in the order of preference, and the states that follow.</summary>
    private sealed class State(int[] items, RegexAssertions context, bool isMatch, int symbols)
    {
        public int[] Items { get; } = items;

        public RegexAssertions Context { get; } = context;

        /// <summary>Whether a match ended before the byte that led here.</summary>
        public bool IsMatch { get; } = isMatch;

        /// <summary>Whether a match may still begin behind this state.</summary>
        public bool IsSearching { get; init; } = true;

        public State?[] Next { get; } = new State?[symbols];

        /// <summary>The bytes that lead out of the state in which a search begins, when they are few.</summary>
        public SearchValues<byte>? FirstBytes { get; set; }
    }

    private readonly record struct StateKey(int[] Items, RegexAssertions Context, bool IsMatch, bool IsSearching)
    {
        public bool Equals(StateKey other) =>
            Context == other.Context && IsMatch == other.IsMatch && IsSearching == other.IsSearching && Items.AsSpan().SequenceEqual(other.Items);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Context);
            hash.Add(IsMatch);
            hash.Add(IsSearching);
            foreach (int item in Items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
