namespace TypedModels.Formats.Hdf5;

/// <summary>The index of a dataset that cannot grow without bound: an array (<c>FAHD</c>, <c>FADB</c>) with the place of each chunk, in pages when it is long.</summary>
internal sealed class FixedChunkArray : ChunkIndex
{
    private const string Structure = "array of chunks";
    private const int MostPageBits = 30;

    private readonly ChunkedDataset _dataset;
    private readonly int _placeLength;
    private readonly long _count;
    private readonly ChunkPlaces? _places;

    private FixedChunkArray(ChunkedDataset dataset, int placeLength, long count, ChunkPlaces? places)
    {
        _dataset = dataset;
        _placeLength = placeLength;
        _count = count;
        _places = places;
    }

    /// <summary>Reads the array's head, at the place that a layout message says.</summary>
    public static FixedChunkArray Read(ref FieldReader message, ChunkedDataset dataset)
    {
        message.Skip(1); // The length of a page, which the array says too.
        long address = message.Place();
        if (address == Hdf5Bytes.Undefined)
        {
            return new FixedChunkArray(dataset, 0, 0, null);
        }

        var bytes = dataset.Bytes;
        var header = bytes.Block(Structure, "FAHD", address, 12 + bytes.LengthSize + bytes.OffsetSize);
        header.RequireChecksum();
        header.Version(0, 0);
        header.Skip(1);
        int placeLength = header.UInt8();
        int pageBits = header.UInt8();
        long count = header.Length();
        long block = header.Place();
        dataset.RequirePlaceLength(ref header, placeLength);
        if (pageBits > MostPageBits || count > bytes.Length / placeLength)
        {
            throw header.Fault($"{count} places of {placeLength} bytes in pages of 2^{pageBits} have no room in the file");
        }

        return new FixedChunkArray(dataset, placeLength, count, block == Hdf5Bytes.Undefined ? null : Open(bytes, block, placeLength, count, 1L << pageBits));
    }

    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks()
    {
        if (_places is null)
        {
            yield break;
        }

        foreach (var position in _dataset.Grid.Positions())
        {
            long number = _dataset.NumberOf(position, 0);
            if (number >= _count)
            {
                throw _dataset.Bytes.Damaged($"Its array of chunks has {_count} places, and chunk {number} is asked for");
            }

            if (_places.Find(number) is { } place)
            {
                var reader = new FieldReader(_dataset.Bytes, place, Structure, 0);
                if (_dataset.ReadPlace(ref reader, _placeLength, (long[])position.Clone()) is { } chunk)
                {
                    yield return chunk;
                }
            }
        }
    }

    private static ChunkPlaces Open(Hdf5Bytes bytes, long address, int placeLength, long count, long pageCount)
    {
        int headLength = 6 + bytes.OffsetSize;
        if (count <= pageCount)
        {
            return ChunkPlaces.Whole(bytes, "FADB", address, headLength, placeLength, count);
        }

        long pages = (count + pageCount - 1) / pageCount;
        long bitsLength = (pages + 7) / 8;
        var block = bytes.Block(Structure, "FADB", address, headLength + bitsLength + sizeof(uint));
        block.RequireChecksum();
        block.Skip(headLength - 4);
        return ChunkPlaces.Paged(bytes, block.Bytes(bitsLength), 0, address + headLength + bitsLength + sizeof(uint), placeLength, count, pageCount);
    }
}
