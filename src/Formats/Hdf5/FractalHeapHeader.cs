namespace TypedModels.Formats.Hdf5;

/// <summary>The header of a heap of the newer kind.</summary>
/// <param name="Address">Where the header is.</param>
/// <param name="IdLength">The bytes of an id.</param>
/// <param name="HasChecksums">Whether blocks have checksums.</param>
/// <param name="Table">How the room is cut into blocks.</param>
/// <param name="HeapBits">The bits of the heap's largest offset.</param>
/// <param name="RootAddress">Where the first block is.</param>
/// <param name="RootRows">The rows of the first block when it is a table; 0 when it holds objects itself.</param>
/// <param name="LargeObjectsAddress">Where the tree of large objects is.</param>
/// <param name="LengthLength">The bytes of an object's length in an id.</param>
internal sealed record FractalHeapHeader(long Address, int IdLength, bool HasChecksums, DoublingTable Table, int HeapBits, long RootAddress, int RootRows, long LargeObjectsAddress, int LengthLength)
{
    private const int ChecksumsFlag = 2;

    /// <summary>The bytes of an offset in an id.</summary>
    public int OffsetLength => (HeapBits + 7) / 8;

    /// <summary>Reads a header.</summary>
    public static FractalHeapHeader Read(Hdf5Bytes bytes, long address)
    {
        int length = 26 + (12 * bytes.LengthSize) + (3 * bytes.OffsetSize);
        var reader = bytes.Block("fractal heap", "FRHP", address, length);
        reader.Version(0, 0);
        int idLength = reader.UInt16();
        if (reader.UInt16() != 0)
        {
            throw bytes.Unsupported("Its links or attributes are compressed, which is not read", "Save the file without filters on groups");
        }

        reader.RequireChecksum();
        int flags = reader.UInt8();
        long mostManaged = reader.UInt32();
        reader.Skip(bytes.LengthSize); // The next large object's number.
        long largeObjects = reader.Place();
        reader.Skip((long)bytes.LengthSize + bytes.OffsetSize); // Free room, and where it is.
        reader.Skip(8L * bytes.LengthSize); // How much of everything there is.
        int width = reader.UInt16();
        var table = new DoublingTable(width, reader.Length(), reader.Length());
        int heapBits = reader.UInt16();
        reader.Skip(2); // The rows that the first table starts with.
        long root = reader.Place();
        int rows = reader.UInt16();
        int lengthLength = Math.Min((DoublingTable.Log2(table.MostDirectSize) + 7) / 8, (DoublingTable.Log2(mostManaged) / 8) + 1);
        return new FractalHeapHeader(address, idLength, (flags & ChecksumsFlag) != 0, table, heapBits, root, rows, largeObjects, lengthLength);
    }
}
