using System.Buffers.Binary;
using TypedModels.Formats.Checksums;

namespace TypedModels.Tests.Checkpoints;

/// <summary>Writes LevelDB tables: what <see cref="TypedModels.Formats.Checkpoints.TableFile"/> reads.</summary>
internal sealed class HandMadeTable
{
    private const ulong Magic = 0xDB4775248B80FB57;

    private readonly List<byte> _file = [];

    /// <summary>The entries in a block of their own.</summary>
    public int EntriesPerBlock { get; init; } = int.MaxValue;

    /// <summary>How many keys apart those are that are written whole; LevelDB's own number.</summary>
    public int RestartInterval { get; init; } = 16;

    /// <summary>How blocks are compressed: as they are, or as Snappy.</summary>
    public Func<byte[], byte[]>? Snappy { get; init; }

    /// <summary>The table of <paramref name="entries"/>, which the caller has put in order.</summary>
    public byte[] Write(IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        var index = new List<(byte[] Key, byte[] Value)>();
        foreach (var block in entries.Chunk(EntriesPerBlock))
        {
            index.Add((block[^1].Key, AddBlock(block)));
        }

        byte[] meta = AddBlock([]);
        byte[] footer = [.. meta, .. AddBlock(index)];
        _file.AddRange(footer);
        _file.AddRange(new byte[40 - footer.Length]);
        Span<byte> magic = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(magic, Magic);
        _file.AddRange(magic);
        return [.. _file];
    }

    /// <summary>A varint.</summary>
    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private byte[] AddBlock(IReadOnlyList<(byte[] Key, byte[] Value)> entries)
    {
        byte[] plain = BlockOf(entries);
        byte[] contents = Snappy is null ? plain : Snappy(plain);
        byte[] handle = [.. Varint((ulong)_file.Count), .. Varint((ulong)contents.Length)];
        byte[] typed = [.. contents, (byte)(Snappy is null ? 0 : 1)];
        _file.AddRange(typed);
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc32C.Of(typed));
        _file.AddRange(crc);
        return handle;
    }

    private byte[] BlockOf(IReadOnlyList<(byte[] Key, byte[] Value)> entries)
    {
        var block = new MemoryStream();
        var restarts = new List<int>();
        byte[] last = [];
        for (int i = 0; i < entries.Count; i++)
        {
            var (key, value) = entries[i];
            int shared = i % RestartInterval == 0 ? 0 : key.AsSpan().CommonPrefixLength(last);
            if (i % RestartInterval == 0)
            {
                restarts.Add((int)block.Length);
            }

            block.Write(Varint((ulong)shared));
            block.Write(Varint((ulong)(key.Length - shared)));
            block.Write(Varint((ulong)value.Length));
            block.Write(key.AsSpan(shared));
            block.Write(value);
            last = key;
        }

        Span<byte> number = stackalloc byte[sizeof(uint)];
        foreach (int restart in restarts.Append(restarts.Count))
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, restart);
            block.Write(number);
        }

        return block.ToArray();
    }
}
