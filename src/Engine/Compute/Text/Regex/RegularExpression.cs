using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Text;

/// <summary>
/// A compiled regular expression with RE2's syntax and meaning, over UTF-8 bytes: linear time for every pattern and bounded memory, which is what makes patterns from a model
/// safe to run. Any number of threads use one at the same time.
/// </summary>
internal sealed class RegularExpression
{
    // An automaton that filled up this often is not worth its making.
    private const int MostRestarts = 10;

    private readonly RegexNode _pattern;
    private readonly RegexProgram _program;
    private readonly bool _isAnchoredAtStart;
    private Machine? _forward;
    private Machine? _backward;
    private Machine? _full;
    private PikeMachine? _spare;

    private RegularExpression(RegexNode pattern, int groups)
    {
        _pattern = pattern;
        _program = RegexCompiler.Compile(pattern, isBackward: false);
        Groups = groups;
        _isAnchoredAtStart = BeginsWithAnchor(pattern);
    }

    /// <summary>The number of capturing groups.</summary>
    public int Groups { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="RegexSyntaxException">The pattern is malformed or too large; the message is RE2's.</exception>
    public static RegularExpression Compile(ReadOnlySpan<byte> pattern) => new(RegexParser.Parse(pattern, out int groups), groups);

    /// <summary>Whether the whole text matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stop">Whether to go on, for long texts.</param>
    public bool IsFullMatch(ReadOnlySpan<byte> text, StopSignal? stop = null)
    {
        var machine = _full ??= new Machine(_program, isAnchored: true, isLongest: true);
        int end = machine.Automaton is { } automaton ? automaton.SearchForward(text, 0, stop) : LazyAutomaton.Full;
        if (end != LazyAutomaton.Full)
        {
            return end == text.Length;
        }

        machine.Restart();
        Span<int> groups = stackalloc int[2];
        return RunPike(text, 0, text.Length, isAnchored: true, mustEnd: true, groups, stop);
    }

    /// <summary>Finds the leftmost match at or behind a position.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="groups">Takes the beginning and end of the match and then of as many groups as it has room for; −1 for a group that took no part.</param>
    /// <param name="stop">Whether to go on, for long texts.</param>
    public bool Match(ReadOnlySpan<byte> text, int start, Span<int> groups, StopSignal? stop = null)
    {
        if (_isAnchoredAtStart && start > 0)
        {
            return false;
        }

        var forward = _forward ??= new Machine(_program, isAnchored: _isAnchoredAtStart, isLongest: false);
        int end = forward.Automaton is { } automaton ? automaton.SearchForward(text, start, stop) : LazyAutomaton.Full;
        if (end == LazyAutomaton.NoMatch)
        {
            return false;
        }

        int begin = LazyAutomaton.Full;
        if (end == LazyAutomaton.Full)
        {
            forward.Restart();
        }
        else if (_isAnchoredAtStart)
        {
            begin = start;
        }
        else
        {
            var backward = _backward ??= new Machine(RegexCompiler.Compile(_pattern, isBackward: true), isAnchored: true, isLongest: true);
            begin = backward.Automaton?.SearchBackward(text, end, start, stop) ?? LazyAutomaton.Full;
            if (begin == LazyAutomaton.Full)
            {
                backward.Restart();
            }
        }

        if (begin < 0)
        {
            return RunPike(text, start, text.Length, _isAnchoredAtStart, mustEnd: false, groups, stop);
        }

        if (groups.Length > 2)
        {
            return RunPike(text, begin, end, isAnchored: true, mustEnd: true, groups, stop);
        }

        groups[0] = begin;
        groups[1] = end;
        return true;
    }

    private bool RunPike(ReadOnlySpan<byte> text, int start, int end, bool isAnchored, bool mustEnd, Span<int> groups, StopSignal? stop)
    {
        var machine = Interlocked.Exchange(ref _spare, null) ?? new PikeMachine(_program, Groups);
        bool isFound = machine.Search(text, start, end, isAnchored, mustEnd, groups, stop);
        _spare = machine;
        return isFound;
    }

    private static bool BeginsWithAnchor(RegexNode node)
    {
        while (node.Kind is RegexNodeKind.Concatenation or RegexNodeKind.Capture)
        {
            node = node.Children[0];
        }

        return node.Kind == RegexNodeKind.Assertion && node.Assertion == RegexAssertions.BeginText;
    }

    /// <summary>An automaton that is thrown away when it is full, a few times.</summary>
    private sealed class Machine(RegexProgram program, bool isAnchored, bool isLongest)
    {
        private int _restarts;

        public LazyAutomaton? Automaton { get; private set; } = new(program, isAnchored, isLongest);

        public void Restart() => Automaton = Interlocked.Increment(ref _restarts) > MostRestarts ? null : new(program, isAnchored, isLongest);
    }
}
