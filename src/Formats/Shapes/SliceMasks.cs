namespace TypedModels.Formats.Shapes;

/// <summary>How a strided slice reads its terms: a bit of each mask for each.</summary>
internal readonly struct SliceMasks
{
    /// <summary>The most terms: as many as a mask has bits.</summary>
    public const int MaxTerms = 32;

    private readonly int _begin;
    private readonly int _end;
    private readonly int _ellipsis;
    private readonly int _newAxis;
    private readonly int _shrink;

    /// <summary>The masks of a node.</summary>
    public SliceMasks(IShapeNode node)
    {
        _begin = node.Int32("begin_mask");
        _end = node.Int32("end_mask");
        _ellipsis = node.Int32("ellipsis_mask");
        _newAxis = node.Int32("new_axis_mask");
        _shrink = node.Int32("shrink_axis_mask");
        if ((_ellipsis & unchecked(_ellipsis - 1)) != 0)
        {
            throw new ShapeConflictException("Multiple ellipses in slice spec not allowed");
        }
    }

    /// <summary>Whether a term is an ellipsis: all axes that other terms do not speak of.</summary>
    public bool IsEllipsis(int term) => Has(_ellipsis, term);

    /// <summary>Whether one of so many terms is an ellipsis.</summary>
    public bool HasEllipsis(int terms) => terms >= MaxTerms ? _ellipsis != 0 : (_ellipsis & ((1 << terms) - 1)) != 0;

    /// <summary>Whether a term adds an axis of length 1.</summary>
    public bool IsNewAxis(int term) => Has(_newAxis, term);

    /// <summary>Whether a term picks one place, whose axis is left out.</summary>
    public bool IsShrunk(int term) => Has(_shrink, term);

    /// <summary>Whether a term starts where its axis does.</summary>
    public bool IsBeginMasked(int term) => Has(_begin, term);

    /// <summary>Whether a term ends where its axis does.</summary>
    public bool IsEndMasked(int term) => Has(_end, term);

    /// <summary>The terms after the ellipsis that add an axis.</summary>
    public int NewAxesAfterEllipsis(int terms)
    {
        int count = 0;
        for (int term = terms - 1; term >= 0 && !IsEllipsis(term); term--)
        {
            count += IsNewAxis(term) ? 1 : 0;
        }

        return HasEllipsis(terms) ? count : 0;
    }

    private static bool Has(int mask, int term) => term < MaxTerms && (mask >> term & 1) != 0;
}
