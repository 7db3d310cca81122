namespace TypedModels.Formats.Hdf5;

/// <summary>Finds places in the blocks of an extensible array; blocks that were read are kept, and together are not longer than the file.</summary>
internal sealed class ExtensibleArrayBlocks
{
    private const string Structure = "array of chunks";
    private const string AddressStructure = "addresses of an array of chunks";

    private readonly Hdf5Bytes _bytes;
    private readonly ExtensibleArrayShape _shape;
    private readonly int _placeLength;
    private readonly BlockWalk _walk;
    private readonly Dictionary<long, ChunkPlaces> _blocks = [];
    private readonly Dictionary<int, (ReadOnlyMemory<byte> Written, long[] Addresses)> _groups = [];
    private readonly ReadOnlyMemory<byte> _first;
    private readonly long[] _directAddresses;
    private readonly long[] _groupAddresses;

    /// <summary>Reads the first block.</summary>
    public ExtensibleArrayBlocks(Hdf5Bytes bytes, ExtensibleArrayShape shape, int placeLength, long address)
    {
        _bytes = bytes;
        _shape = shape;
        _placeLength = placeLength;
        _walk = new BlockWalk(bytes);
        int groups = shape.Groups - shape.DirectGroups;
        long length = 6 + bytes.OffsetSize + ((long)shape.FirstCount * placeLength) + ((long)(shape.DirectBlocks + groups) * bytes.OffsetSize) + sizeof(uint);
        var block = bytes.Block(Structure, "EAIB", address, length);
        block.RequireChecksum();
        block.Skip(2 + bytes.OffsetSize); // Version, kind, and the head's address.
        _first = block.Bytes((long)shape.FirstCount * placeLength);
        _directAddresses = ReadAddresses(ref block, shape.DirectBlocks);
        _groupAddresses = ReadAddresses(ref block, groups);
    }

    /// <summary>The place of a number, or null when it was not written.</summary>
    public ReadOnlyMemory<byte>? Find(long number)
    {
        if (number < _shape.FirstCount)
        {
            return _first.Slice((int)number * _placeLength, _placeLength);
        }

        number -= _shape.FirstCount;
        int group = _shape.GroupOf(number);
        if (group >= _shape.Groups)
        {
            throw _bytes.Damaged($"Its array of chunks has no place {number + _shape.FirstCount}");
        }

        number -= _shape.StartOf(group);
        long count = _shape.CountOf(group);
        int block = (int)(number / count);
        return group < _shape.DirectGroups ? FindDirect(group, block, count)?.Find(number % count) : FindInGroup(group, block, count)?.Find(number % count);
    }

    // Before a group are the blocks of each group before it: 1, 1, 2, 2, 4, 4…
    private ChunkPlaces? FindDirect(int group, int block, long count)
    {
        long before = 0;
        for (int i = 0; i < group; i++)
        {
            before += ExtensibleArrayShape.BlocksOf(i);
        }

        return Open(_directAddresses[before + block], count, default, 0);
    }

    private ChunkPlaces? FindInGroup(int group, int block, long count)
    {
        long address = _groupAddresses[group - _shape.DirectGroups];
        if (address == Hdf5Bytes.Undefined)
        {
            return null;
        }

        if (!_groups.TryGetValue(group, out var found))
        {
            found = ReadGroup(address, group, count);
            _groups.Add(group, found);
        }

        return Open(found.Addresses[block], count, found.Written, block * (count / _shape.PageCount));
    }

    private (ReadOnlyMemory<byte> Written, long[] Addresses) ReadGroup(long address, int group, long count)
    {
        long blocks = ExtensibleArrayShape.BlocksOf(group);
        long bitsLength = count > _shape.PageCount ? blocks * (((count / _shape.PageCount) + 7) / 8) : 0;
        long length = 6 + _bytes.OffsetSize + _shape.StartLength + bitsLength + (blocks * _bytes.OffsetSize) + sizeof(uint);
        _bytes.RequireInside(AddressStructure, address, length);
        _walk.Enter(AddressStructure, address, length);
        var reader = _bytes.Block(AddressStructure, "EASB", address, length);
        reader.RequireChecksum();
        reader.Skip(2 + _bytes.OffsetSize + _shape.StartLength);
        var written = reader.Bytes(bitsLength);
        return (written, ReadAddresses(ref reader, (int)blocks));
    }

    private ChunkPlaces? Open(long address, long count, ReadOnlyMemory<byte> written, long firstBit)
    {
        if (address == Hdf5Bytes.Undefined)
        {
            return null;
        }

        if (!_blocks.TryGetValue(address, out var places))
        {
            int headLength = 6 + _bytes.OffsetSize + _shape.StartLength;
            _walk.Enter(Structure, address, headLength);
            places = count > _shape.PageCount ? OpenPages(address, headLength, count, written, firstBit) : ReadWhole(address, headLength, count);
            _blocks.Add(address, places);
        }

        return places;
    }

    private ChunkPlaces ReadWhole(long address, int headLength, long count)
    {
        _walk.Enter(Structure, address + 1, count * _placeLength);
        return ChunkPlaces.Whole(_bytes, "EADB", address, headLength, _placeLength, count);
    }

    private ChunkPlaces OpenPages(long address, int headLength, long count, ReadOnlyMemory<byte> written, long firstBit)
    {
        var head = _bytes.Block(Structure, "EADB", address, headLength + sizeof(uint));
        head.RequireChecksum();
        return written.IsEmpty ? throw head.Fault("it is in pages, and nothing says which were written")
            : ChunkPlaces.Paged(_bytes, written, firstBit, address + headLength + sizeof(uint), _placeLength, count, _shape.PageCount);
    }

    private static long[] ReadAddresses(ref FieldReader reader, int count)
    {
        var addresses = new long[count];
        for (int i = 0; i < count; i++)
        {
            addresses[i] = reader.Place();
        }

        return addresses;
    }
}
