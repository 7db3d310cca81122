namespace TypedModels.Formats.Hdf5;

/// <summary>The filters of a dataset, in the order in which they were applied to each chunk.</summary>
internal sealed class ChunkFilters
{
    private const string Structure = "filter message";
    private const int FirstWithName = 256;
    private const int MostFilters = 32;

    private readonly Hdf5Bytes _bytes;
    private readonly List<ChunkFilter> _filters = [];

    private ChunkFilters(Hdf5Bytes bytes) => _bytes = bytes;

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _filters.Count == 0;

    /// <summary>Reads the filters that a dataset's header names.</summary>
    public static ChunkFilters Read(Hdf5Bytes bytes, ObjectHeader header)
    {
        var filters = new ChunkFilters(bytes);
        if (header.Find(MessageType.Filters) is { } message)
        {
            filters.Read(header.Fields(message, Structure));
        }

        return filters;
    }

    /// <summary>Refuses chunks that a filter was applied to that cannot be undone.</summary>
    public void RequireKnown()
    {
        foreach (var filter in _filters)
        {
            if (!filter.IsKnown)
            {
                throw _bytes.Unsupported($"Its elements went through the filter {filter.Title}, which is not read", "Save the dataset without compression, or with gzip");
            }
        }
    }

    /// <summary>Whether a chunk may take fewer bytes in the file than in memory.</summary>
    public bool IsCompressed(StoredChunk chunk)
    {
        for (int i = 0; i < _filters.Count; i++)
        {
            if (_filters[i].Id == ChunkFilter.Deflate && !IsSkipped(chunk, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Undoes the filters of a chunk, the last one first.</summary>
    /// <param name="stored">The chunk's bytes as they are stored; they may be overwritten.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="size">The bytes that come out.</param>
    public Memory<byte> Undo(Memory<byte> stored, StoredChunk chunk, int size)
    {
        RequireKnown();
        var elements = stored;
        for (int i = _filters.Count - 1; i >= 0; i--)
        {
            if (!IsSkipped(chunk, i))
            {
                elements = Undo(_filters[i], elements, chunk, size);
            }
        }

        return elements;
    }

    private static bool IsSkipped(StoredChunk chunk, int filter) => (chunk.SkippedFilters & (1u << filter)) != 0;

    private Memory<byte> Undo(ChunkFilter filter, Memory<byte> bytes, StoredChunk chunk, int size)
    {
        try
        {
            return filter.Id switch
            {
                ChunkFilter.Deflate => Zlib.Decode(bytes, size + (_filters.Count * Fletcher32.Length)),
                ChunkFilter.Shuffle => ByteShuffle.Undo(bytes, filter.Settings.Length > 0 ? filter.Settings[0] : 1),
                _ => Fletcher32.Check(bytes),
            };
        }
        catch (FormatException exception) when (exception is not ModelFormatException)
        {
            throw _bytes.Damaged($"The chunk at {chunk.Address} is damaged: {exception.Message.TrimEnd('.')}");
        }
    }

    private void Read(FieldReader reader)
    {
        int version = reader.Version(1, 2);
        int count = reader.UInt8();
        if (count > MostFilters)
        {
            throw reader.Fault($"{count} filters are more than the {MostFilters} that HDF5 has");
        }

        reader.Skip(version == 1 ? 6 : 0);
        for (int i = 0; i < count; i++)
        {
            int id = reader.UInt16();
            int nameLength = version == 1 || id >= FirstWithName ? reader.UInt16() : 0;
            reader.Skip(2); // Whether chunks may go without it, which each says for itself.
            var settings = new uint[reader.UInt16()];
            string name = reader.Text(nameLength);
            reader.Skip(version == 1 ? -nameLength & 7 : 0);
            for (int setting = 0; setting < settings.Length; setting++)
            {
                settings[setting] = reader.UInt32();
            }

            reader.Skip(version == 1 && settings.Length % 2 != 0 ? 4 : 0);
            _filters.Add(new ChunkFilter(id, name, settings));
        }
    }
}
