namespace TypedModels.Engine.Text;

/// <summary>A set of Unicode code points, kept as ranges.</summary>
internal sealed class CodePointSet
{
    public const int MaximumCodePoint = 0x10ffff;

    private readonly List<(int First, int Last)> _ranges = [];
    private bool _isSorted = true;

    /// <summary>The ranges in ascending order, none touching the next.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges
    {
        get
        {
            Sort();
            return _ranges;
        }
    }

    public void Add(int first, int last)
    {
        _ranges.Add((first, last));
        _isSorted = false;
    }

    public void Add(CodePointSet other) => AddRanges(other.Ranges);

    /// <summary>Adds a range and, if asked for, every other case of its letters.</summary>
    public void Add(int first, int last, bool foldCase)
    {
        Add(first, last);
        if (foldCase)
        {
            CaseFolding.AddOtherCases(first, last, this);
        }
    }

    public void AddRanges(IEnumerable<(int First, int Last)> ranges)
    {
        _ranges.AddRange(ranges);
        _isSorted = false;
    }

    /// <summary>Adds every other case of the letters in the set.</summary>
    public void FoldCase()
    {
        foreach (var (first, last) in Ranges.ToArray())
        {
            CaseFolding.AddOtherCases(first, last, this);
        }
    }

    /// <summary>The code points that are not in this set.</summary>
    public CodePointSet Complement()
    {
        var result = new CodePointSet();
        int next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
            {
                result.Add(next, first - 1);
            }

            next = last + 1;
        }

        if (next <= MaximumCodePoint)
        {
            result.Add(next, MaximumCodePoint);
        }

        return result;
    }

    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        _ranges.Sort();
        int kept = 0;
        for (int i = 1; i < _ranges.Count; i++)
        {
            var (first, last) = _ranges[i];
            if (first <= _ranges[kept].Last + 1)
            {
                _ranges[kept] = (_ranges[kept].First, Math.Max(_ranges[kept].Last, last));
            }
            else
            {
                _ranges[++kept] = (first, last);
            }
        }

        _ranges.RemoveRange(kept + 1, _ranges.Count - kept - 1);
        _isSorted = true;
    }
}
