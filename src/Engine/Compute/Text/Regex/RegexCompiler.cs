using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Text;

/// <summary>
/// Makes programs of parsed patterns, from the end to the start: each piece is compiled knowing the instruction it goes on to. A backward program reads the text from its
/// end: with it a match whose end is known finds its start.
/// </summary>
internal sealed class RegexCompiler
{
    // What RE2 allows with its default of 8 MB for a pattern.
    private const int MostInstructions = 87_000;

    private readonly List<RegexInstruction> _instructions = [];
    private readonly Dictionary<(int Low, int High, int Next), int> _byteRanges = [];
    private readonly bool _isBackward;

    private RegexCompiler(bool isBackward)
    {
        _isBackward = isBackward;
        Add(new() { Opcode = RegexOpcode.Fail });
        Add(new() { Opcode = RegexOpcode.Match });
    }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="RegexSyntaxException">It would take too much memory.</exception>
    public static RegexProgram Compile(RegexNode node, bool isBackward)
    {
        var compiler = new RegexCompiler(isBackward);
        int start = compiler.Compile(node, RegexProgram.Match);
        return new RegexProgram([.. compiler._instructions], start);
    }

    private int Compile(RegexNode node, int next)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new RegexSyntaxException(RegexError.TooLarge);
        }

        return node.Kind switch
        {
            RegexNodeKind.Empty => next,
            RegexNodeKind.Literal => CompileSequence(Utf8Sequence.Of(node.CodePoint), next),
            RegexNodeKind.Class => CompileClass(node.Class!, next),
            RegexNodeKind.AnyByte => AddByte(0, 0xff, next),
            RegexNodeKind.Assertion => Add(new() { Opcode = RegexOpcode.Assert, Assertions = Turned(node.Assertion), Next = next }),
            RegexNodeKind.Capture => CompileCapture(node, next),
            RegexNodeKind.Concatenation => CompileConcatenation(node.Children, next),
            RegexNodeKind.Alternation => CompileAlternation(node.Children, next),
            _ => CompileRepeat(node, next),
        };
    }

    private int CompileCapture(RegexNode node, int next)
    {
        if (_isBackward)
        {
            return Compile(node.Children[0], next);
        }

        int end = Add(new() { Opcode = RegexOpcode.Capture, Other = (2 * node.Group) + 1, Next = next });
        return Add(new() { Opcode = RegexOpcode.Capture, Other = 2 * node.Group, Next = Compile(node.Children[0], end) });
    }

    private int CompileConcatenation(IReadOnlyList<RegexNode> children, int next)
    {
        for (int i = 0; i < children.Count; i++)
        {
            next = Compile(children[_isBackward ? i : children.Count - 1 - i], next);
        }

        return next;
    }

    private int CompileAlternation(IReadOnlyList<RegexNode> children, int next)
    {
        int start = Compile(children[^1], next);
        for (int i = children.Count - 2; i >= 0; i--)
        {
            start = AddFork(Compile(children[i], next), start);
        }

        return start;
    }

    private int CompileRepeat(RegexNode node, int next)
    {
        var child = node.Children[0];
        int minimum = node.Minimum, maximum = node.Maximum;

        // Repeating what takes no byte changes nothing.
        if (child.Kind is RegexNodeKind.Empty or RegexNodeKind.Assertion)
        {
            minimum = Math.Min(minimum, 1);
            maximum = maximum == RegexNode.Unlimited ? 1 : Math.Min(maximum, 1);
        }

        int start = next;
        if (maximum == RegexNode.Unlimited)
        {
            // The last of the required ones loops. Without any, one that may be empty becomes (x+)?, which keeps the order of preference right.
            start = minimum > 0 || child.IsNullable ? CompilePlus(child, next, node.IsGreedy) : CompileStar(child, next, node.IsGreedy);
            if (minimum == 0 && child.IsNullable)
            {
                start = AddChoice(start, next, node.IsGreedy);
            }

            minimum--;
        }
        else
        {
            for (int i = minimum; i < maximum; i++)
            {
                start = AddChoice(Compile(child, start), next, node.IsGreedy);
            }
        }

        for (int i = 0; i < minimum; i++)
        {
            start = Compile(child, start);
        }

        return start;
    }

    private int CompileStar(RegexNode child, int next, bool isGreedy)
    {
        int loop = AddFork(RegexProgram.Fail, RegexProgram.Fail);
        SetChoice(loop, Compile(child, loop), next, isGreedy);
        return loop;
    }

    private int CompilePlus(RegexNode child, int next, bool isGreedy)
    {
        int loop = AddFork(RegexProgram.Fail, RegexProgram.Fail);
        int start = Compile(child, loop);
        SetChoice(loop, start, next, isGreedy);
        return start;
    }

    private int CompileClass(CodePointSet set, int next)
    {
        int start = RegexProgram.Fail;
        var ranges = set.Ranges;
        for (int i = ranges.Count - 1; i >= 0; i--)
        {
            foreach (var sequence in Utf8Sequence.Split(ranges[i].First, ranges[i].Last))
            {
                int piece = CompileSequence(sequence, next);
                start = start == RegexProgram.Fail ? piece : AddFork(piece, start);
            }
        }

        return start;
    }

    private int CompileSequence(Utf8Sequence sequence, int next)
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            var (low, high) = sequence[_isBackward ? i : sequence.Length - 1 - i];
            next = AddByte(low, high, next);
        }

        return next;
    }

    private int AddByte(byte low, byte high, int next)
    {
        if (!_byteRanges.TryGetValue((low, high, next), out int known))
        {
            known = Add(new() { Opcode = RegexOpcode.Byte, Low = low, High = high, Next = next });
            _byteRanges.Add((low, high, next), known);
        }

        return known;
    }

    private int AddFork(int preferred, int other) => Add(new() { Opcode = RegexOpcode.Fork, Next = preferred, Other = other });

    private int AddChoice(int inner, int next, bool isGreedy) => isGreedy ? AddFork(inner, next) : AddFork(next, inner);

    private void SetChoice(int fork, int inner, int next, bool isGreedy) =>
        _instructions[fork] = new() { Opcode = RegexOpcode.Fork, Next = isGreedy ? inner : next, Other = isGreedy ? next : inner };

    private int Add(RegexInstruction instruction)
    {
        if (_instructions.Count == MostInstructions)
        {
            throw new RegexSyntaxException(RegexError.TooLarge);
        }

        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }

    private RegexAssertions Turned(RegexAssertions assertion) => !_isBackward ? assertion : assertion switch
    {
        RegexAssertions.BeginLine => RegexAssertions.EndLine,
        RegexAssertions.EndLine => RegexAssertions.BeginLine,
        RegexAssertions.BeginText => RegexAssertions.EndText,
        RegexAssertions.EndText => RegexAssertions.BeginText,
        _ => assertion,
    };
}
