namespace TypedModels.Formats.Hdf5;

/// <summary>Some links of an older group, in the order of their names (<c>SNOD</c>).</summary>
internal sealed class SymbolTable
{
    private const string Structure = "symbol table";
    private const int HeadLength = 8;
    private const int ScratchLength = 16;
    private const uint SoftLinkKind = 2;

    private readonly Hdf5Bytes _bytes;
    private readonly long _address;
    private readonly ReadOnlyMemory<byte> _entries;
    private readonly int _entryLength;

    private SymbolTable(Hdf5Bytes bytes, long address, int count, int entryLength, ReadOnlyMemory<byte> entries)
    {
        _bytes = bytes;
        _address = address;
        Count = count;
        _entryLength = entryLength;
        _entries = entries;
    }

    /// <summary>The number of links.</summary>
    public int Count { get; }

    /// <summary>Reads a table.</summary>
    public static SymbolTable Read(Hdf5Bytes bytes, long address, BlockWalk walk)
    {
        var head = bytes.Block(Structure, "SNOD", address, HeadLength);
        head.Version(1, 1);
        head.Skip(1);
        int count = head.UInt16();
        int entryLength = (2 * bytes.OffsetSize) + 8 + ScratchLength;
        long length = (long)count * entryLength;
        walk.Enter(Structure, address, HeadLength + length);
        var entries = bytes.Block(Structure, address + HeadLength, length);
        return new SymbolTable(bytes, address, count, entryLength, entries.Bytes(length));
    }

    /// <summary>The link at an index.</summary>
    public GroupLink LinkAt(int index, LocalHeap heap)
    {
        var reader = EntryAt(index);
        string name = heap.TextAt(reader.Count(_bytes.OffsetSize));
        long address = reader.Place();
        if (reader.UInt32() != SoftLinkKind)
        {
            return new GroupLink(name, address);
        }

        reader.Skip(4);
        return new GroupLink(name, Hdf5Bytes.Undefined, SoftPath: heap.TextAt(reader.UInt32()));
    }

    /// <summary>The link of a name, or null.</summary>
    public GroupLink? Find(byte[] name, LocalHeap heap)
    {
        int first = 0;
        for (int end = Count; first < end;)
        {
            int middle = first + ((end - first) / 2);
            int order = heap.NameAt(EntryAt(middle).Count(_bytes.OffsetSize)).Span.SequenceCompareTo(name);
            if (order == 0)
            {
                return LinkAt(middle, heap);
            }

            (first, end) = order < 0 ? (middle + 1, end) : (first, middle);
        }

        return null;
    }

    private FieldReader EntryAt(int index) => new(_bytes, _entries.Slice(index * _entryLength, _entryLength), Structure, _address);
}
