namespace TypedModels.Engine.Compute.Moves;

/// <summary>
/// Loops around the copy of one element, outermost first: how often each turns, and how far it moves on where is read and where is written. Every operation that only moves
/// elements is one or a few of these. Loops that go on where the next inner one ends become one.
/// </summary>
internal unsafe struct CopyLoops
{
    /// <summary>The most loops: two for each axis of a value.</summary>
    public const int MaxDepth = 24;

    private fixed int _lengths[MaxDepth];
    private fixed long _from[MaxDepth];
    private fixed long _to[MaxDepth];

    /// <param name="from">Where reading begins.</param>
    /// <param name="to">Where writing begins.</param>
    [System.Runtime.CompilerServices.SkipLocalsInit]
    public CopyLoops(int from, int to)
    {
        System.Runtime.CompilerServices.Unsafe.SkipInit(out this);
        FromStart = from;
        ToStart = to;
        Depth = 0;
        IsEmpty = false;
    }

    /// <summary>The number of loops.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether nothing is copied.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Where reading begins.</summary>
    public long FromStart { get; private set; }

    /// <summary>Where writing begins.</summary>
    public long ToStart { get; private set; }

    /// <summary>How often a loop turns.</summary>
    public readonly int Length(int loop) => _lengths[loop];

    /// <summary>How far a loop moves where is read.</summary>
    public readonly long From(int loop) => _from[loop];

    /// <summary>How far a loop moves where is written.</summary>
    public readonly long To(int loop) => _to[loop];

    /// <summary>Adds a loop inside the others.</summary>
    public void Add(int length, long from, long to)
    {
        IsEmpty |= length == 0;
        if (length == 1 || IsEmpty)
        {
            return;
        }

        int outer = Depth - 1;
        if (outer >= 0 && _from[outer] == from * length && _to[outer] == to * length)
        {
            _lengths[outer] *= length;
            _from[outer] = from;
            _to[outer] = to;
            return;
        }

        _lengths[Depth] = length;
        _from[Depth] = from;
        _to[Depth] = to;
        Depth++;
    }

    /// <summary>Whether everything read and written lies inside so many elements.</summary>
    public readonly bool IsInside(long fromCount, long toCount)
    {
        long fromLow = FromStart, fromHigh = FromStart, toLow = ToStart, toHigh = ToStart;
        for (int loop = 0; loop < Depth; loop++)
        {
            long from = _from[loop] * (_lengths[loop] - 1), to = _to[loop] * (_lengths[loop] - 1);
            fromLow += Math.Min(from, 0);
            fromHigh += Math.Max(from, 0);
            toLow += Math.Min(to, 0);
            toHigh += Math.Max(to, 0);
        }

        return fromLow >= 0 && toLow >= 0 && fromHigh < fromCount && toHigh < toCount;
    }

    /// <summary>The number of elements copied.</summary>
    public readonly long Count()
    {
        long count = IsEmpty ? 0 : 1;
        for (int loop = 0; loop < Depth; loop++)
        {
            count *= _lengths[loop];
        }

        return count;
    }

    /// <summary>Counts in bytes from now on.</summary>
    /// <param name="size">The size of an element.</param>
    public void ToBytes(int size)
    {
        FromStart *= size;
        ToStart *= size;
        for (int loop = 0; loop < Depth; loop++)
        {
            _from[loop] *= size;
            _to[loop] *= size;
        }
    }

    /// <summary>Takes a short innermost run of numbers for one larger number.</summary>
    /// <param name="size">The size of a number.</param>
    /// <returns>The size of the numbers that are left.</returns>
    public int Widen(int size)
    {
        int last = Depth - 1;
        if (last > 0 && _from[last] == size && _to[last] == size && (long)size * _lengths[last] is 2 or 4 or 8 or 16)
        {
            size *= _lengths[last];
            Depth--;
        }

        return size;
    }

    /// <summary>
    /// Where the innermost loop writes element after element but reads with gaps, brings the loop that reads element after element next to it: the two are a transposed
    /// matrix, which is copied in tiles.
    /// </summary>
    public void PairTransposed(int size)
    {
        int last = Depth - 1;
        if (last <= 0 || _to[last] != size || _from[last] == size)
        {
            return;
        }

        for (int loop = last - 1; loop >= 0; loop--)
        {
            if (_from[loop] == size)
            {
                var (length, to) = (_lengths[loop], _to[loop]);
                for (; loop < last - 1; loop++)
                {
                    (_lengths[loop], _from[loop], _to[loop]) = (_lengths[loop + 1], _from[loop + 1], _to[loop + 1]);
                }

                (_lengths[last - 1], _from[last - 1], _to[last - 1]) = (length, size, to);
                return;
            }
        }
    }

    /// <summary>The same loops, with the outermost only from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public readonly CopyLoops Part(int start, int end)
    {
        var part = this;
        part.FromStart += _from[0] * start;
        part.ToStart += _to[0] * start;
        part._lengths[0] = end - start;
        return part;
    }
}
