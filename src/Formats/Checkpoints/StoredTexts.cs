using System.Buffers.Binary;
using TypedModels.Formats.Checksums;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The elements of one entry of text: the length of each as a varint, the checksum of the lengths, then the bytes of all. The checksums take each length as a number of four
/// bytes, or of eight where four do not do.
/// </summary>
internal sealed class StoredTexts
{
    private readonly ShardFile _shard;
    private readonly CheckpointEntry _entry;
    private readonly bool _isBigEndian;

    /// <summary>Checks that the entry may hold as many elements as its shape calls for, and lies inside the file.</summary>
    /// <exception cref="ModelFormatException">It does not, or is larger than one piece of memory can be.</exception>
    public StoredTexts(ShardFile shard, CheckpointEntry entry, bool isBigEndian)
    {
        _shard = shard;
        _entry = entry;
        _isBigEndian = isBigEndian;
        StoredBytes.Check(shard, entry);
        if (entry.Size - sizeof(uint) < entry.ElementCount && entry.ElementCount > 0)
        {
            throw CheckpointFault.Damaged(shard.Path, $"'{entry.Key}' is stored in {entry.Size} bytes, and string {entry.Shape} takes more");
        }
    }

    /// <summary>Reads the elements, each a slice of one array, and compares them with their checksums.</summary>
    public ReadOnlyMemory<byte>[] Read()
    {
        var texts = new ReadOnlyMemory<byte>[_entry.ElementCount];
        if (texts.Length == 0)
        {
            return texts;
        }

        var bytes = new byte[_entry.Size];
        _shard.Read(_entry.Offset, bytes);
        try
        {
            Split(bytes, texts);
            return texts;
        }
        catch (ModelFormatException exception) when (exception.Problem.File is null)
        {
            throw Damaged("a length is longer than ten bytes, or cut off");
        }
    }

    private void Split(byte[] bytes, ReadOnlyMemory<byte>[] texts)
    {
        var reader = new WireReader(bytes, "texts");
        var lengths = new ulong[texts.Length];
        uint crc = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = reader.Varint();
            crc = AppendLength(crc, lengths[i]);
        }

        int position = reader.Position;
        if (bytes.Length - position < sizeof(uint))
        {
            throw Damaged("the checksum of the lengths is cut off");
        }

        var stored = bytes.AsSpan(position, sizeof(uint));
        uint expected = _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(stored) : BinaryPrimitives.ReadUInt32LittleEndian(stored);
        if (MaskedCrc32C.Mask(crc) is var came && came != expected)
        {
            throw Damaged($"its lengths have the checksum {came:x8}, and {expected:x8} was written with them");
        }

        StoredBytes.CheckChecksum(_shard, _entry, Crc32C.Append(crc, bytes.AsSpan(position)));
        position += sizeof(uint);
        for (int i = 0; i < texts.Length; i++)
        {
            if (lengths[i] > (ulong)(bytes.Length - position))
            {
                throw Damaged($"element {i} takes {lengths[i]} bytes, and {bytes.Length - position} are left");
            }

            texts[i] = bytes.AsMemory(position, (int)lengths[i]);
            position += (int)lengths[i];
        }

        if (position != bytes.Length)
        {
            throw Damaged($"{bytes.Length - position} bytes are left after the last element");
        }
    }

    private uint AppendLength(uint crc, ulong length)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        if (length > uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)length);
            number = number.Slice(0, sizeof(uint));
        }

        if (_isBigEndian)
        {
            number.Reverse();
        }

        return Crc32C.Append(crc, number);
    }

    private ModelFormatException Damaged(string fault) => CheckpointFault.Damaged(_shard.Path, $"'{_entry.Key}' at {_entry.Offset} is damaged: {fault}");
}
