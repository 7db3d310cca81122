namespace TypedModels.Formats.Hdf5;

/// <summary>A tree of the newer kind (<c>BTHD</c>, a B-tree of version 2): records of equal length in a fixed order, in all its nodes.</summary>
internal sealed class NewTree
{
    /// <summary>The kind of tree that lists large objects of a heap.</summary>
    public const int LargeObjects = 1;

    /// <summary>The kind of tree that lists links by the hash of their names.</summary>
    public const int LinkNames = 5;

    /// <summary>The kind of tree that lists attributes by the hash of their names.</summary>
    public const int AttributeNames = 8;

    /// <summary>The kind of tree that lists chunks as they are.</summary>
    public const int Chunks = 10;

    /// <summary>The kind of tree that lists chunks that filters were applied to.</summary>
    public const int FilteredChunks = 11;

    private const string Structure = "tree header";
    private const string NodeStructure = "tree node";
    private const int HeadLength = 18;
    private const int NodeHeadLength = 6;
    private const int ChecksumLength = 4;
    private const int MostDepth = 32;

    private readonly Hdf5Bytes _bytes;
    private readonly int _kind;
    private readonly long _nodeLength;
    private readonly long _root;
    private readonly int _rootCount;
    private readonly NewTreeLevels _levels;

    private NewTree(Hdf5Bytes bytes, int kind, long nodeLength, long root, int rootCount, NewTreeLevels levels)
    {
        _bytes = bytes;
        _kind = kind;
        _nodeLength = nodeLength;
        _root = root;
        _rootCount = rootCount;
        _levels = levels;
    }

    /// <summary>The bytes of a record.</summary>
    public int RecordLength => _levels.RecordLength;

    /// <summary>Reads a tree's header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the header is.</param>
    /// <param name="kind">What the tree lists.</param>
    /// <param name="recordLength">The bytes of a record; null when they depend on the tree.</param>
    public static NewTree Read(Hdf5Bytes bytes, long address, int kind, int? recordLength)
    {
        var header = bytes.Block(Structure, "BTHD", address, HeadLength + bytes.OffsetSize + bytes.LengthSize + ChecksumLength);
        header.RequireChecksum();
        header.Version(0, 0);
        int cameKind = header.UInt8();
        long nodeLength = header.UInt32();
        int cameLength = header.UInt16();
        int depth = header.UInt16();
        header.Skip(2); // When nodes are split and merged.
        long root = header.Place();
        int rootCount = header.UInt16();
        if (cameKind != kind || cameLength == 0 || (recordLength is { } expected && cameLength != expected) || depth > MostDepth || nodeLength < NodeHeadLength + ChecksumLength + cameLength)
        {
            throw header.Fault($"it is of kind {cameKind}, not {kind}, {depth} deep, with records of {cameLength} bytes in nodes of {nodeLength}");
        }

        return new NewTree(bytes, kind, nodeLength, root, rootCount, new NewTreeLevels(bytes.OffsetSize, nodeLength, cameLength, depth));
    }

    /// <summary>The records, in their order.</summary>
    /// <param name="compare">Tells whether a record comes before (below 0) or after (above 0) those that are wanted; null to want all.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Records(Func<ReadOnlyMemory<byte>, int>? compare = null) =>
        _root == Hdf5Bytes.Undefined ? [] : Records(_root, _rootCount, _levels.Depth, compare ?? (_ => 0), new BlockWalk(_bytes));

    private IEnumerable<ReadOnlyMemory<byte>> Records(long address, int count, int depth, Func<ReadOnlyMemory<byte>, int> compare, BlockWalk walk)
    {
        var (records, children) = ReadNode(address, count, depth, walk);
        ReadOnlyMemory<byte> At(int index) => records.Slice(index * RecordLength, RecordLength);
        for (int i = 0; i <= count; i++)
        {
            if (depth > 0 && (i == 0 || compare(At(i - 1)) <= 0) && (i == count || compare(At(i)) >= 0))
            {
                foreach (var record in Records(children[i].Address, children[i].Count, depth - 1, compare, walk))
                {
                    yield return record;
                }
            }

            if (i < count && compare(At(i)) == 0)
            {
                yield return At(i);
            }
        }
    }

    private (ReadOnlyMemory<byte> Records, (long Address, int Count)[] Children) ReadNode(long address, int count, int depth, BlockWalk walk)
    {
        long recordsLength = (long)count * RecordLength;
        long length = NodeHeadLength + recordsLength + (depth > 0 ? (count + 1L) * _levels.PointerLength(depth) : 0) + ChecksumLength;
        if (length > _nodeLength)
        {
            throw _bytes.Damaged($"The {NodeStructure} at {address} has {count} records, more than have room in its {_nodeLength} bytes");
        }

        walk.Enter(NodeStructure, address, length);
        var node = _bytes.Block(NodeStructure, depth > 0 ? "BTIN" : "BTLF", address, length);
        node.RequireChecksum();
        node.Version(0, 0);
        if (node.UInt8() is var kind && kind != _kind)
        {
            throw node.Fault($"it is of kind {kind}, not {_kind}");
        }

        var records = node.Bytes(recordsLength);
        var children = new (long Address, int Count)[depth > 0 ? count + 1 : 0];
        for (int i = 0; i < children.Length; i++)
        {
            long child = node.Place();
            children[i] = (child, (int)Math.Min(node.Count(_levels.CountLength), int.MaxValue));
            node.Skip(_levels.TotalLength(depth));
        }

        return (records, children);
    }
}
