using TypedModels.Formats.Checksums;

namespace TypedModels.Formats.Checkpoints;

/// <summary>The elements of one entry of a type of fixed size: the bytes of a tensor, row by row.</summary>
internal sealed class StoredNumbers
{
    // What is read is summed while it is in the cache.
    private const int Piece = 1 << 18;

    private readonly ShardFile _shard;
    private readonly CheckpointEntry _entry;
    private readonly bool _isBigEndian;

    /// <summary>Checks that the entry is as long as its shape calls for, and lies inside the file.</summary>
    /// <exception cref="ModelFormatException">It does not, or is larger than one piece of memory can be.</exception>
    public StoredNumbers(ShardFile shard, CheckpointEntry entry, bool isBigEndian)
    {
        _shard = shard;
        _entry = entry;
        _isBigEndian = isBigEndian;
        long expected = entry.ElementCount * DataTypes.SizeOf(entry.DataType);
        if (entry.Size != expected)
        {
            throw CheckpointFault.Damaged(shard.Path, $"'{entry.Key}' is stored in {entry.Size} bytes, and {entry.DataType.ToWord()} {entry.Shape} takes {expected}");
        }

        StoredBytes.Check(shard, entry);
    }

    /// <summary>The number of bytes.</summary>
    public int Length => (int)_entry.Size;

    /// <summary>Reads the elements, compares them with their checksum, and puts their bytes in this machine's order.</summary>
    public void Read(Span<byte> destination)
    {
#if NET
        uint crc = destination.Length >= 2 * SharedRead.PartLength ? SharedRead.ReadAndSum(destination, (offset, part) => ReadAndSum(offset, part)) : ReadAndSum(0, destination);
#else
        uint crc = ReadAndSum(0, destination);
#endif
        StoredBytes.CheckChecksum(_shard, _entry, crc);
        if (_isBigEndian)
        {
            Reverse(destination);
        }

        if (_entry.DataType == DataType.Bool)
        {
            Normalise(destination);
        }
    }

    private uint ReadAndSum(int offset, Span<byte> destination)
    {
        uint crc = 0;
        for (int position = 0; position < destination.Length; position += Piece)
        {
            var piece = destination.Slice(position, Math.Min(Piece, destination.Length - position));
            _shard.Read(_entry.Offset + offset + position, piece);
            crc = Crc32C.Append(crc, piece);
        }

        return crc;
    }

    private void Reverse(Span<byte> elements)
    {
        int size = DataTypes.SizeOf(_entry.DataType);
        int width = _entry.DataType is DataType.Complex64 or DataType.Complex128 ? size / 2 : size;
        for (int i = 0; i < elements.Length; i += width)
        {
            elements.Slice(i, width).Reverse();
        }
    }

    // .NET, as C++, knows of no further truth values.
    private static void Normalise(Span<byte> elements)
    {
        foreach (ref byte element in elements)
        {
            element = element != 0 ? (byte)1 : (byte)0;
        }
    }
}
