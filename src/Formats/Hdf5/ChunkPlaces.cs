namespace TypedModels.Formats.Hdf5;

/// <summary>One block of an array of places of chunks: whole, or in pages of which some may not have been written.</summary>
internal sealed class ChunkPlaces
{
    private const string Structure = "array of chunks";

    private readonly Hdf5Bytes _bytes;
    private readonly ReadOnlyMemory<byte> _written;
    private readonly long _firstBit;
    private readonly long _address;
    private readonly int _placeLength;
    private readonly long _count;
    private readonly long _pageCount;
    private (long Number, ReadOnlyMemory<byte>? Places) _page = (-1, null);

    private ChunkPlaces(Hdf5Bytes bytes, ReadOnlyMemory<byte> written, long firstBit, long address, int placeLength, long count, long pageCount)
    {
        _bytes = bytes;
        _written = written;
        _firstBit = firstBit;
        _address = address;
        _placeLength = placeLength;
        _count = count;
        _pageCount = pageCount;
    }

    /// <summary>Reads a block that is not cut into pages.</summary>
    public static ChunkPlaces Whole(Hdf5Bytes bytes, string signature, long address, int headLength, int placeLength, long count)
    {
        var block = bytes.Block(Structure, signature, address, headLength + (count * placeLength) + sizeof(uint));
        block.RequireChecksum();
        block.Skip(headLength - signature.Length);
        return new ChunkPlaces(bytes, default, 0, address, placeLength, count, Math.Max(1, count)) { _page = (0, block.Bytes(count * placeLength)) };
    }

    /// <summary>A block in pages, which are read when they are asked for.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="written">A bit for each page.</param>
    /// <param name="firstBit">The bit of the first page.</param>
    /// <param name="address">Where the first page is.</param>
    /// <param name="placeLength">The bytes of a place.</param>
    /// <param name="count">The number of places.</param>
    /// <param name="pageCount">The number of places in a page.</param>
    public static ChunkPlaces Paged(Hdf5Bytes bytes, ReadOnlyMemory<byte> written, long firstBit, long address, int placeLength, long count, long pageCount) =>
        new(bytes, written, firstBit, address, placeLength, count, pageCount);

    /// <summary>The place of a number, which must be below the count; null when its page was not written.</summary>
    public ReadOnlyMemory<byte>? Find(long number)
    {
        long page = number / _pageCount;
        if (_page.Number != page)
        {
            _page = (page, IsWritten(page) ? ReadPage(page) : (ReadOnlyMemory<byte>?)null);
        }

        return _page.Places?.Slice((int)(number % _pageCount) * _placeLength, _placeLength);
    }

    private bool IsWritten(long page)
    {
        long bit = _firstBit + page;
        return (_written.Span[(int)(bit / 8)] & (0x80 >> (int)(bit % 8))) != 0;
    }

    private ReadOnlyMemory<byte> ReadPage(long page)
    {
        long length = Math.Min(_pageCount, _count - (page * _pageCount)) * _placeLength;
        var block = _bytes.Block("page of an array of chunks", _address + (page * ((_pageCount * _placeLength) + sizeof(uint))), length + sizeof(uint));
        block.RequireChecksum();
        return block.Bytes(length);
    }
}
