namespace TypedModels.Formats.Hdf5;

/// <summary>The links of a group, however they are stored.</summary>
internal abstract class GroupLinks
{
    /// <summary>The links of the group with a header.</summary>
    public static GroupLinks Of(Hdf5Bytes bytes, ObjectHeader header)
    {
        if (header.Find(MessageType.SymbolTable) is { } table)
        {
            var reader = header.Fields(table, "symbol table message");
            return new OldGroupLinks(bytes, reader.Place(), reader.Place());
        }

        var (heap, tree) = header.Find(MessageType.LinkInfo) is { } info ? ReadInfo(header.Fields(info, "link info message")) : (Hdf5Bytes.Undefined, Hdf5Bytes.Undefined);
        return heap == Hdf5Bytes.Undefined ? new HeaderGroupLinks(header) : new DenseGroupLinks(bytes, heap, tree);
    }

    /// <summary>All links, in the order in which they are stored.</summary>
    public abstract IReadOnlyList<GroupLink> All();

    /// <summary>The link of a name, or null.</summary>
    public abstract GroupLink? Find(string name);

    private static (long Heap, long Tree) ReadInfo(FieldReader reader)
    {
        reader.Version(0, 0);
        int flags = reader.UInt8();
        reader.Skip((flags & 1) != 0 ? 8 : 0); // The highest number that a link got in the order of creation.
        return (reader.Place(), reader.Place());
    }
}
