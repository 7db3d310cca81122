namespace TypedModels.Formats.Hdf5;

/// <summary>A node of a tree of the older kind (<c>TREE</c>, a B-tree of version 1): keys, and a child between each two of them.</summary>
internal sealed class OldTreeNode
{
    /// <summary>The kind of tree that lists a group.</summary>
    public const int Groups = 0;

    /// <summary>The kind of tree that lists chunks.</summary>
    public const int Chunks = 1;

    private const string Structure = "tree node";

    private readonly Hdf5Bytes _bytes;
    private readonly ReadOnlyMemory<byte> _entries;
    private readonly int _keyLength;
    private readonly long _address;

    private OldTreeNode(Hdf5Bytes bytes, long address, int level, int count, int keyLength, ReadOnlyMemory<byte> entries)
    {
        _bytes = bytes;
        _address = address;
        Level = level;
        Count = count;
        _keyLength = keyLength;
        _entries = entries;
    }

    /// <summary>How many levels of nodes are below; the children of level 0 are no nodes.</summary>
    public int Level { get; }

    /// <summary>The number of children.</summary>
    public int Count { get; }

    /// <summary>Reads a node.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the node is.</param>
    /// <param name="kind">What the tree lists.</param>
    /// <param name="keyLength">The bytes of a key.</param>
    /// <param name="level">The level that the node above calls for; null for the root.</param>
    /// <param name="walk">What counts the nodes.</param>
    public static OldTreeNode Read(Hdf5Bytes bytes, long address, int kind, int keyLength, int? level, BlockWalk walk)
    {
        int headLength = 8 + (2 * bytes.OffsetSize);
        var head = bytes.Block(Structure, "TREE", address, headLength);
        int cameKind = head.UInt8();
        int cameLevel = head.UInt8();
        int count = head.UInt16();
        if (cameKind != kind || (level is { } expected && cameLevel != expected))
        {
            throw head.Fault($"it is of kind {cameKind} and level {cameLevel}, not of kind {kind}{(level is null ? "" : $" and level {level}")}");
        }

        long length = keyLength + ((long)count * (keyLength + bytes.OffsetSize));
        walk.Enter(Structure, address, headLength + length);
        var entries = bytes.Block(Structure, address + headLength, length);
        return new OldTreeNode(bytes, address, cameLevel, count, keyLength, entries.Bytes(length));
    }

    /// <summary>A reader of the key before a child; after the last child there is one more.</summary>
    public FieldReader KeyAt(int index) => new(_bytes, _entries.Slice(index * (_keyLength + _bytes.OffsetSize), _keyLength), Structure, _address);

    /// <summary>The key at an index, where keys are single numbers.</summary>
    public long CountAt(int index) => KeyAt(index).Length();

    /// <summary>Where a child is.</summary>
    public long ChildAt(int index) => new FieldReader(_bytes, _entries.Slice((index * (_keyLength + _bytes.OffsetSize)) + _keyLength, _bytes.OffsetSize), Structure, _address).Place();
}
