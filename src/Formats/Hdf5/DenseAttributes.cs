namespace TypedModels.Formats.Hdf5;

/// <summary>Attributes that lie in a heap, listed by a tree that is ordered by the hash of their names.</summary>
internal static class DenseAttributes
{
    private const int SharedFlag = 2;
    private const int HeapIdLength = 8;
    private const int RecordLength = HeapIdLength + 1 + 4 + 4; // Flags, the number in the order of creation, the hash.

    /// <summary>Reads all; none when the message names no heap.</summary>
    public static List<Hdf5Attribute> Read(Hdf5Bytes bytes, FieldReader info)
    {
        info.Version(0, 0);
        int flags = info.UInt8();
        info.Skip((flags & 1) != 0 ? 2 : 0); // The highest number that an attribute got in the order of creation.
        long heapAddress = info.Place();
        long treeAddress = info.Place();
        var attributes = new List<Hdf5Attribute>();
        if (heapAddress == Hdf5Bytes.Undefined)
        {
            return attributes;
        }

        var heap = FractalHeap.Read(bytes, heapAddress);
        foreach (var record in NewTree.Read(bytes, treeAddress, NewTree.AttributeNames, RecordLength).Records())
        {
            var reader = new FieldReader(bytes, record, "record of an attribute", treeAddress);
            var id = reader.Bytes(HeapIdLength);
            if ((reader.UInt8() & SharedFlag) != 0)
            {
                throw bytes.Unsupported("An attribute is in the file's table of shared messages, which is not read", "Save the file without shared messages");
            }

            attributes.Add(Hdf5Attribute.Read(bytes, heap.Find(id, "attribute")));
        }

        return attributes;
    }
}
