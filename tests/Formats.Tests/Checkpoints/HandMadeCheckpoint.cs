using System.Buffers.Binary;
using System.Globalization;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Checksums;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

/// <summary>Writes checkpoints into a folder of their own, which goes when the test ends.</summary>
internal sealed class HandMadeCheckpoint : IDisposable
{
    private readonly SortedDictionary<byte[], byte[]> _entries = new(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    /// <summary>The path that the files begin with.</summary>
    public string Prefix => Path.Combine(_folder.FullName, "model.ckpt");

    /// <summary>The bytes of each file of data.</summary>
    public List<MemoryStream> Shards { get; } = [new()];

    /// <summary>How the index is laid out.</summary>
    public HandMadeTable Table { get; set; } = new();

    /// <summary>The header, where it is not the usual one.</summary>
    public WireWriter? Header { get; set; }

    /// <summary>Adds an entry as it is.</summary>
    public HandMadeCheckpoint AddEntry(byte[] key, WireWriter entry)
    {
        _entries.Add(key, entry.ToArray());
        return this;
    }

    /// <summary>Adds a tensor that is stored whole.</summary>
    public HandMadeCheckpoint Add(string name, DataType type, long[] shape, byte[] bytes, int shard = 0, uint? crc = null) =>
        AddEntry(System.Text.Encoding.UTF8.GetBytes(name), Place(type, shape, bytes, shard, crc ?? MaskedCrc32C.Of(bytes)));

    /// <summary>Adds a part of a partitioned tensor.</summary>
    public HandMadeCheckpoint AddPart(string name, DataType type, TensorSlice slice, long[] shape, byte[] bytes, int shard = 0) =>
        AddEntry(SliceKey.Of(name, slice), Place(type, shape, bytes, shard, MaskedCrc32C.Of(bytes)));

    /// <summary>Adds the whole that parts make up.</summary>
    public HandMadeCheckpoint AddWhole(string name, DataType type, long[] shape, params TensorSlice[] slices)
    {
        var entry = Describe(type, shape);
        foreach (var slice in slices)
        {
            entry.Message(7, SliceOf(slice));
        }

        return AddEntry(System.Text.Encoding.UTF8.GetBytes(name), entry);
    }

    /// <summary>Adds a tensor of text.</summary>
    public HandMadeCheckpoint AddTexts(string name, long[] shape, params byte[][] texts)
    {
        byte[] bytes = TextBytes(texts, out uint crc);
        return Add(name, DataType.String, shape, bytes, crc: crc);
    }

    /// <summary>Texts as they lie in a file of data.</summary>
    public static byte[] TextBytes(byte[][] texts, out uint crc)
    {
        var bytes = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(uint)];
        crc = 0;
        foreach (byte[] text in texts)
        {
            bytes.Write(HandMadeTable.Varint((ulong)text.Length));
            BinaryPrimitives.WriteInt32LittleEndian(number, text.Length);
            crc = Crc32C.Append(crc, number);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(number, MaskedCrc32C.Mask(crc));
        bytes.Write(number);
        crc = Crc32C.Append(crc, number);
        foreach (byte[] text in texts)
        {
            bytes.Write(text);
            crc = Crc32C.Append(crc, text);
        }

        crc = MaskedCrc32C.Mask(crc);
        return bytes.ToArray();
    }

    /// <summary>An entry's type and shape.</summary>
    public static WireWriter Describe(DataType type, params long[] shape)
    {
        var dimensions = new WireWriter();
        foreach (long dimension in shape)
        {
            dimensions.Message(2, new WireWriter().Varint(1, dimension));
        }

        return new WireWriter().Varint(1, (long)type).Message(2, dimensions);
    }

    /// <summary>Writes the files.</summary>
    public HandMadeCheckpoint Write()
    {
        var header = Header ?? new WireWriter().Varint(1, Shards.Count).Message(3, new WireWriter().Varint(1, 1));
        File.WriteAllBytes(Prefix + ".index", Table.Write([(Array.Empty<byte>(), header.ToArray()), .. _entries.Select(entry => (entry.Key, entry.Value))]));
        for (int shard = 0; shard < Shards.Count; shard++)
        {
            File.WriteAllBytes(ShardFile(shard), Shards[shard].ToArray());
        }

        return this;
    }

    /// <summary>The path of a file of data.</summary>
    public string ShardFile(int shard) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}.data-{shard:d5}-of-{Shards.Count:d5}");

    /// <summary>Writes the files and opens them.</summary>
    public Checkpoint Open() => Checkpoint.Open(Write().Prefix);

    public void Dispose() => _folder.Delete(recursive: true);

    private WireWriter Place(DataType type, long[] shape, byte[] bytes, int shard, uint crc)
    {
        while (Shards.Count <= shard)
        {
            Shards.Add(new MemoryStream());
        }

        var entry = Describe(type, shape).Varint(3, shard).Varint(4, Shards[shard].Length).Varint(5, bytes.Length);
        Shards[shard].Write(bytes);
        return entry.Fields(Checksum(crc));
    }

    /// <summary>The field crc32c = 6, a fixed32.</summary>
    public static byte[] Checksum(uint crc)
    {
        byte[] field = [(6 << 3) | 5, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(field.AsSpan(1), crc);
        return field;
    }

    private static WireWriter SliceOf(TensorSlice slice)
    {
        var message = new WireWriter();
        foreach (var extent in slice.Extents)
        {
            var written = new WireWriter().Varint(1, extent.Start);
            message.Message(1, extent.Length is { } length ? written.Varint(2, length) : written);
        }

        return message;
    }
}
