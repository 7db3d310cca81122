using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>What a checkpoint's index says of one tensor, or of one part of a partitioned one (<c>BundleEntryProto</c>, <c>SavedSliceMeta</c>).</summary>
internal sealed class CheckpointEntry
{
    /// <summary>
    /// Reads an entry: dtype = 1, shape = 2, shard_id = 3, offset = 4, size = 5, crc32c = 6, slices = 7.
    /// </summary>
    /// <exception cref="ModelFormatException">The bytes are not an entry, or its numbers are below 0.</exception>
    public CheckpointEntry(string key, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        var shape = new MergedMessage();
        var slices = new List<TensorSlice>();
        var reader = new WireReader(bytes, "BundleEntryProto");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    DataType = (DataType)reader.Int32();
                    break;
                case (2, WireType.Bytes):
                    shape.Add(reader.Bytes());
                    break;
                case (3, WireType.Varint):
                    Shard = reader.Int32();
                    break;
                case (4, WireType.Varint):
                    Offset = reader.Int64();
                    break;
                case (5, WireType.Varint):
                    Size = reader.Int64();
                    break;
                case (6, WireType.Fixed32):
                    Checksum = reader.Fixed32();
                    break;
                case (7, WireType.Bytes):
                    slices.Add(TensorSlice.Read(reader.Message("TensorSliceProto")));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Shape = ShapeReader.Read(shape.ToMemory(), depth: 1);
        Slices = slices;
        ElementCount = CountElements(Shape) ?? throw reader.Fault($"the entry '{key}' has the shape {Shape}, which no stored tensor has");
        if (Shard < 0 || Offset < 0 || Size < 0)
        {
            throw reader.Fault($"the entry '{key}' lies in shard {Shard} at {Offset} and is {Size} bytes long");
        }
    }

    /// <summary>An entry whose file says no more of it.</summary>
    /// <exception cref="ModelFormatException">No stored tensor has the shape.</exception>
    public CheckpointEntry(string key, DataType dataType, TensorShape shape, IReadOnlyList<TensorSlice> slices)
    {
        Key = key;
        DataType = dataType;
        Shape = shape;
        Slices = slices;
        ElementCount = CountElements(shape) ?? throw new ModelFormatException("SavedSliceMeta", 0, $"the entry '{key}' has the shape {shape}, which no stored tensor has");
    }

    /// <summary>The tensor's name in the checkpoint.</summary>
    public string Key { get; }

    /// <summary>The type of the elements.</summary>
    public DataType DataType { get; }

    /// <summary>The shape; every dimension is known.</summary>
    public TensorShape Shape { get; }

    /// <summary>The number of elements that the shape calls for.</summary>
    public long ElementCount { get; }

    /// <summary>The file of data that holds the elements.</summary>
    public int Shard { get; }

    /// <summary>Where the elements start in that file.</summary>
    public long Offset { get; }

    /// <summary>The bytes they take there.</summary>
    public long Size { get; }

    /// <summary>The masked checksum of those bytes.</summary>
    public uint Checksum { get; }

    /// <summary>The parts that a partitioned tensor is stored in; none for one that is stored whole.</summary>
    public IReadOnlyList<TensorSlice> Slices { get; }

    /// <summary>The number of elements of a shape; null when it is not fully known or no stored tensor can have it.</summary>
    public static long? CountElements(TensorShape shape)
    {
        if (!shape.IsFullyKnown || shape.Rank > TensorSlice.MostAxes)
        {
            return null;
        }

        // Dimensions beside a 0 count too: they are multiplied with one another where regions are laid out.
        long count = 1;
        foreach (long dimension in shape.Dimensions.AsSpan())
        {
            if (dimension > 0 && count > long.MaxValue / 16 / dimension)
            {
                return null;
            }

            count *= Math.Max(1, dimension);
        }

        return shape.Dimensions.AsSpan().IndexOf(0) >= 0 ? 0 : count;
    }
}
