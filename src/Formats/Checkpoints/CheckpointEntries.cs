using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>The entries of a checkpoint that is being written, in the order of their keys.</summary>
internal sealed class CheckpointEntries
{
    private readonly SortedDictionary<byte[], WireWriter> _entries = new(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Whole> _wholes = new(StringComparer.Ordinal);

    /// <summary>Takes the name of a tensor that is stored whole.</summary>
    /// <returns>The key that it is stored under.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public byte[] Reserve(string name, byte[] key) => _names.Add(name) ? key : throw new ArgumentException($"The checkpoint holds '{name}' already.", nameof(name));

    /// <summary>Takes a slice of a partitioned tensor.</summary>
    /// <returns>The key that it is stored under.</returns>
    /// <exception cref="ArgumentException">The name is taken by a tensor that is stored whole, or the slice contradicts another one.</exception>
    public byte[] ReservePart(string name, byte[] key, TensorShape shape, TensorSlice slice, DataType dataType)
    {
        if (!_wholes.TryGetValue(name, out var whole))
        {
            whole = new Whole(Reserve(name, key), shape, dataType);
            _wholes.Add(name, whole);
        }

        if (whole.Shape != shape || whole.DataType != dataType)
        {
            throw new ArgumentException($"'{name}' is {whole.DataType.ToWord()} {whole.Shape}, and a part is given as one of {dataType.ToWord()} {shape}.", nameof(slice));
        }

        var region = slice.In(shape)!;
        if (whole.Parts.Find(part => part.Slice == slice || part.Region.Overlaps(region)).Slice is { } other)
        {
            throw new ArgumentException($"The parts '{other}' and '{slice}' of '{name}' overlap.", nameof(slice));
        }

        whole.Parts.Add((slice, region));
        return SliceKey.Of(name, slice);
    }

    /// <summary>Adds what is stored under a key (<c>BundleEntryProto</c>; <see cref="CheckpointEntry"/> has the fields).</summary>
    public void Place(byte[] key, DataType dataType, TensorShape shape, long offset, long size, uint checksum)
    {
        var entry = Describe(dataType, shape);
        AddUnlessZero(entry, 4, offset);
        AddUnlessZero(entry, 5, size);
        _entries.Add(key, checksum == 0 ? entry : entry.Fixed32(6, checksum));
    }

    /// <summary>Refuses tensors whose parts do not make up the whole.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public void RequireWholes()
    {
        foreach (var (name, whole) in _wholes.Select(pair => (pair.Key, pair.Value)))
        {
            long count = whole.Parts.Sum(part => part.Region.ElementCount);
            if (count != CheckpointEntry.CountElements(whole.Shape))
            {
                throw new InvalidOperationException($"'{name}' has {CheckpointEntry.CountElements(whole.Shape)} elements, and its parts {count}: add the parts that are missing.");
            }
        }
    }

    /// <summary>Writes the index of a checkpoint with so many files of data, of which the first holds everything.</summary>
    public void WriteTo(Stream file, int shardCount)
    {
        foreach (var whole in _wholes.Values)
        {
            var entry = Describe(whole.DataType, whole.Shape);
            foreach (var (slice, _) in whole.Parts)
            {
                entry.Message(7, slice.ToMessage());
            }

            _entries[whole.Key] = entry;
        }

        // BundleHeaderProto: num_shards = 1, version = 3 { producer = 1 }.
        var table = new TableWriter(file);
        table.Add([], new WireWriter().Varint(1, shardCount).Message(3, new WireWriter().Varint(1, 1)).Written.Span);
        foreach (var entry in _entries)
        {
            table.Add(entry.Key, entry.Value.Written.Span);
        }

        table.Finish();
    }

    private static WireWriter Describe(DataType dataType, TensorShape shape)
    {
        var dimensions = new WireWriter();
        foreach (long dimension in shape.Dimensions.AsSpan())
        {
            dimensions.Message(2, AddUnlessZero(new WireWriter(), 1, dimension));
        }

        return new WireWriter().Varint(1, (int)dataType).Message(2, dimensions);
    }

    private static WireWriter AddUnlessZero(WireWriter message, int field, long value) => value == 0 ? message : message.Varint(field, value);

    private sealed record Whole(byte[] Key, TensorShape Shape, DataType DataType)
    {
        public List<(TensorSlice Slice, TensorRegion Region)> Parts { get; } = [];
    }
}
