namespace TypedModels.Engine.Text;

/// <summary>Looks code points up in tables of runs.</summary>
internal static class CodePointRuns
{
    /// <summary>The value of a code point in a table of first code point × 256 + value, ascending from 0.</summary>
    public static int Find(ReadOnlySpan<uint> runs, int codePoint)
    {
        int low = 0, high = runs.Length - 1;
        uint wanted = ((uint)codePoint << 8) | 0xff;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (runs[middle] <= wanted)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return (int)(runs[low] & 0xff);
    }

    /// <summary>The ranges of one value in such a table.</summary>
    public static List<(int First, int Last)> Ranges(ReadOnlySpan<uint> runs, Func<int, bool> isWanted)
    {
        var ranges = new List<(int, int)>();
        for (int i = 0; i < runs.Length; i++)
        {
            if (isWanted((int)(runs[i] & 0xff)))
            {
                int end = i + 1 < runs.Length ? (int)(runs[i + 1] >> 8) : CodePointSet.MaximumCodePoint + 1;
                ranges.Add(((int)(runs[i] >> 8), end - 1));
            }
        }

        return ranges;
    }

    /// <summary>Whether a code point lies in one of the ascending pairs of first and last.</summary>
    public static bool Contains(ReadOnlySpan<int> pairs, int codePoint)
    {
        int low = 0, high = (pairs.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (codePoint < pairs[2 * middle])
            {
                high = middle - 1;
            }
            else if (codePoint > pairs[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a table of (first, last, step, addend) makes of a code point: itself when it is in no run.</summary>
    public static int Map(ReadOnlySpan<int> runs, int codePoint)
    {
        int low = 0, high = (runs.Length / 4) - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            var run = runs.Slice(4 * middle, 4);
            if (codePoint < run[0])
            {
                high = middle - 1;
            }
            else if (codePoint > run[1])
            {
                low = middle + 1;
            }
            else
            {
                return (codePoint - run[0]) % run[2] == 0 ? codePoint + run[3] : codePoint;
            }
        }

        return codePoint;
    }
}
