namespace TypedModels.Engine.Text;

/// <summary>What a node of a parsed pattern is.</summary>
internal enum RegexNodeKind
{
    Empty,
    Literal,
    Class,
    AnyByte,
    Assertion,
    Capture,
    Concatenation,
    Alternation,
    Repeat,
}

/// <summary>A node of a parsed pattern.</summary>
internal sealed class RegexNode(RegexNodeKind kind)
{
    public const int Unlimited = -1;

    public RegexNodeKind Kind { get; } = kind;

    /// <summary>The code point of a literal.</summary>
    public int CodePoint { get; init; }

    /// <summary>The code points of a class.</summary>
    public CodePointSet? Class { get; init; }

    public RegexAssertions Assertion { get; init; }

    /// <summary>The number of a capturing group, from 1.</summary>
    public int Group { get; init; }

    public IReadOnlyList<RegexNode> Children { get; init; } = [];

    public int Minimum { get; init; }

    /// <summary>The largest number of repetitions, or <see cref="Unlimited"/>.</summary>
    public int Maximum { get; init; }

    public bool IsGreedy { get; init; } = true;

    /// <summary>The largest product of nested repetition counts inside this node: RE2 allows 1000.</summary>
    public int NestedRepeats { get; init; } = 1;

    /// <summary>Whether the node can match the empty text.</summary>
    public bool IsNullable { get; init; }

    public static RegexNode Literal(int codePoint) => new(RegexNodeKind.Literal) { CodePoint = codePoint };

    public static RegexNode Of(CodePointSet set) => new(RegexNodeKind.Class) { Class = set };

    public static RegexNode Assert(RegexAssertions assertion) => new(RegexNodeKind.Assertion) { Assertion = assertion, IsNullable = true };

    public static RegexNode Concatenate(List<RegexNode> nodes) => nodes.Count switch
    {
        0 => new(RegexNodeKind.Empty) { IsNullable = true },
        1 => nodes[0],
        _ => new(RegexNodeKind.Concatenation) { Children = nodes, IsNullable = nodes.TrueForAll(node => node.IsNullable), NestedRepeats = nodes.Max(node => node.NestedRepeats) },
    };

    public static RegexNode Alternate(List<RegexNode> nodes) => nodes.Count == 1
        ? nodes[0]
        : new(RegexNodeKind.Alternation) { Children = nodes, IsNullable = nodes.Exists(node => node.IsNullable), NestedRepeats = nodes.Max(node => node.NestedRepeats) };

    public static RegexNode Capture(int group, RegexNode node) =>
        new(RegexNodeKind.Capture) { Group = group, Children = [node], IsNullable = node.IsNullable, NestedRepeats = node.NestedRepeats };

    public static RegexNode Repeat(RegexNode node, int minimum, int maximum, bool isGreedy)
    {
        int count = maximum == Unlimited ? minimum : maximum;
        return new(RegexNodeKind.Repeat)
        {
            Children = [node],
            Minimum = minimum,
            Maximum = maximum,
            IsGreedy = isGreedy,
            IsNullable = minimum == 0 || node.IsNullable,
            NestedRepeats = (int)Math.Min(int.MaxValue, (long)Math.Max(1, count) * node.NestedRepeats),
        };
    }
}
