using System.Buffers.Binary;

namespace TypedModels.Formats.Hdf5;

/// <summary>A heap of the newer kind (<c>FRHP</c>), for the links or the attributes of one object. What is in it is found by an id.</summary>
internal sealed class FractalHeap
{
    private const string Structure = "fractal heap";
    private const string DirectStructure = "block of a fractal heap";
    private const int MostHeapBits = 63;

    private readonly Hdf5Bytes _bytes;
    private readonly FractalHeapHeader _header;

    // Neighbours are mostly asked for one after the other.
    private (long Address, byte[] Bytes) _last = (Hdf5Bytes.Undefined, []);
    private long _left;

    private FractalHeap(Hdf5Bytes bytes, FractalHeapHeader header)
    {
        _bytes = bytes;
        _header = header;
        _left = bytes.Length;
    }

    /// <summary>Reads a heap's header.</summary>
    public static FractalHeap Read(Hdf5Bytes bytes, long address)
    {
        var header = FractalHeapHeader.Read(bytes, address);
        return header.Table.IsSound && header.HeapBits <= MostHeapBits && header.RootRows <= header.HeapBits ? new FractalHeap(bytes, header)
            : throw bytes.Damaged($"The {Structure} at {address} has {header.Table.Width} blocks of {header.Table.FirstSize} to {header.Table.MostDirectSize} bytes and {header.HeapBits} bits, which is no heap");
    }

    /// <summary>A reader of the object that has an id.</summary>
    /// <param name="id">The id; it may be shorter than this heap's ids.</param>
    /// <param name="structure">What the object is called, for errors.</param>
    public FieldReader Find(ReadOnlyMemory<byte> id, string structure)
    {
        var reader = new FieldReader(_bytes, id, "id in a fractal heap", _header.Address);
        int first = reader.UInt8();
        var found = (first >> 4) switch
        {
            0 => FindManaged(reader.Count(_header.OffsetLength), reader.Count(_header.LengthLength), structure),
            1 => FindLarge(ref reader, structure),
            2 => new FieldReader(_bytes, FindTiny(ref reader, first), structure, _header.Address),
            var kind => throw reader.Fault($"an object of the unknown kind {kind} is none"),
        };

        // No two names share an object.
        _left -= found.Left;
        return _left >= 0 ? found : throw _bytes.Damaged($"The objects of the {Structure} at {_header.Address} are longer than the file");
    }

    private ReadOnlyMemory<byte> FindTiny(scoped ref FieldReader reader, int first)
    {
        const int MostShort = 16;
        bool isExtended = _header.IdLength - 1 > MostShort;
        int length = 1 + (isExtended ? ((first & 15) << 8) | reader.UInt8() : first & 15);
        return reader.Bytes(length);
    }

    private FieldReader FindLarge(scoped ref FieldReader id, string structure)
    {
        int direct = _bytes.OffsetSize + _bytes.LengthSize;
        if (_header.IdLength - 1 >= direct)
        {
            long address = id.Place();
            return _bytes.Block(structure, address, id.Length());
        }

        long number = id.Count(Math.Min(_bytes.LengthSize, _header.IdLength - 1));
        long NumberOf(ReadOnlyMemory<byte> record) => new FieldReader(_bytes, record.Slice(direct), "record of a large object", _header.Address).Length();
        foreach (var record in NewTree.Read(_bytes, _header.LargeObjectsAddress, NewTree.LargeObjects, direct + _bytes.LengthSize).Records(record => NumberOf(record).CompareTo(number)))
        {
            var place = new FieldReader(_bytes, record, "record of a large object", _header.Address);
            long address = place.Place();
            return _bytes.Block(structure, address, place.Length());
        }

        throw _bytes.Damaged($"The {Structure} at {_header.Address} has no large object {number}");
    }

    private FieldReader FindManaged(long offset, long length, string structure)
    {
        var table = _header.Table;
        long address = _header.RootAddress;
        long inBlock = offset;
        long size = table.FirstSize;
        long blockStart = 0;
        for (int rows = _header.RootRows; rows > 0;)
        {
            var place = table.Locate(inBlock);
            if (place.Row >= rows)
            {
                throw _bytes.Damaged($"The {structure} at {offset} is behind the end of the {Structure} at {_header.Address}");
            }

            address = ReadChild(address, blockStart, rows, (place.Row * table.Width) + place.Column);
            blockStart = offset - place.Offset;
            inBlock = place.Offset;
            size = table.SizeOf(place.Row);
            rows = place.Row < table.DirectRows ? 0 : table.RowsOf(place.Row);
        }

        byte[] block = ReadDirect(address, blockStart, size);
        return inBlock <= size - length && length >= 0 ? new FieldReader(_bytes, block.AsMemory((int)inBlock, (int)length), structure, address + inBlock)
            : throw _bytes.Damaged($"The {structure} at {offset} of the {Structure} at {_header.Address} is {length} bytes long, and its block has {size}");
    }

    private long ReadChild(long address, long blockStart, int rows, int index)
    {
        long length = 5 + _bytes.OffsetSize + _header.OffsetLength + ((long)rows * _header.Table.Width * _bytes.OffsetSize) + sizeof(uint);
        var block = _bytes.Block("table of a fractal heap", "FHIB", address, length);
        block.RequireChecksum();
        RequireHead(ref block, blockStart);
        block.Skip((long)index * _bytes.OffsetSize);
        return block.Place();
    }

    private byte[] ReadDirect(long address, long blockStart, long size)
    {
        if (_last.Address == address && _last.Bytes.Length == size)
        {
            return _last.Bytes;
        }

        _bytes.RequireInside(DirectStructure, address, size);
        var block = new byte[size];
        _bytes.Read(DirectStructure, address, block);
        var reader = new FieldReader(_bytes, block, DirectStructure, address);
        reader.RequireSignature("FHDB");
        RequireHead(ref reader, blockStart);
        if (_header.HasChecksums)
        {
            // The sum is of the block with zeros in its place.
            int at = reader.Position;
            uint expected = reader.UInt32();
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(at), 0);
            reader.RequireChecksum(Lookup3.Hash(block), expected);
        }

        _last = (address, block);
        return block;
    }

    private void RequireHead(ref FieldReader block, long blockStart)
    {
        block.Version(0, 0);
        long heap = block.Place();
        long start = block.Count(_header.OffsetLength);
        if (heap != _header.Address || start != blockStart)
        {
            throw block.Fault($"it is block {start} of the heap at {heap}, not block {blockStart} of that at {_header.Address}");
        }
    }
}
