namespace TypedModels.Formats.Hdf5;

/// <summary>How wide the numbers are that nodes of a newer tree keep of their children: as wide as the most records that can be below need.</summary>
internal sealed class NewTreeLevels
{
    private const int NodeHeadAndChecksumLength = 10;

    private readonly int _offsetSize;
    private readonly int[] _totalLengths;

    /// <summary>Computes the widths.</summary>
    /// <param name="offsetSize">The bytes of an address.</param>
    /// <param name="nodeLength">The bytes of a node.</param>
    /// <param name="recordLength">The bytes of a record.</param>
    /// <param name="depth">How many levels are above the leaves.</param>
    public NewTreeLevels(int offsetSize, long nodeLength, int recordLength, int depth)
    {
        _offsetSize = offsetSize;
        RecordLength = recordLength;
        Depth = depth;
        long mostInLeaf = (nodeLength - NodeHeadAndChecksumLength) / recordLength;
        CountLength = BytesOf(mostInLeaf);
        _totalLengths = new int[depth + 1];
        double total = mostInLeaf;
        for (int level = 1; level <= depth; level++)
        {
            int pointer = PointerLength(level);
            long most = Math.Max(0, (nodeLength - NodeHeadAndChecksumLength - pointer) / (recordLength + pointer));
            total = ((most + 1) * total) + most;
            _totalLengths[level] = BytesOf(total >= long.MaxValue ? long.MaxValue : (long)total);
        }
    }

    /// <summary>The bytes of a record.</summary>
    public int RecordLength { get; }

    /// <summary>How many levels are above the leaves.</summary>
    public int Depth { get; }

    /// <summary>The bytes of a child's number of records.</summary>
    public int CountLength { get; }

    /// <summary>The bytes of the number of records in a child and below it, in nodes so many levels above the leaves; right above the leaves it is left out.</summary>
    public int TotalLength(int depth) => depth > 1 ? _totalLengths[depth - 1] : 0;

    /// <summary>The bytes that a node so many levels above the leaves keeps of each child.</summary>
    public int PointerLength(int depth) => _offsetSize + CountLength + TotalLength(depth);

    private static int BytesOf(long value)
    {
        int length = 1;
        while (length < sizeof(long) && value >> (8 * length) != 0)
        {
            length++;
        }

        return length;
    }
}
