using System.Buffers.Binary;
using TypedModels.Formats.Files;

namespace TypedModels.Formats.Archives;

/// <summary>Reads the fields of an archive's directory one after the other.</summary>
/// <param name="archive">What the archive is called, for errors.</param>
/// <param name="bytes">The bytes that the fields are in.</param>
internal ref struct ArchiveFields(string archive, ReadOnlyMemory<byte> bytes)
{
    private int _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => bytes.Length - _position;

    /// <summary>A number of two bytes.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)).Span);

    /// <summary>A number of four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)).Span);

    /// <summary>A number of eight bytes that is a length or an offset.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)).Span) is >= 0 and var value ? value : throw Damaged("a length is larger than any file");

    /// <summary>The next bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int count)
    {
        if (count > Left)
        {
            throw Damaged("it is cut off");
        }

        _position += count;
        return bytes.Slice(_position - count, count);
    }

    /// <summary>An error.</summary>
    public readonly ModelFormatException Damaged(string fault) => FileFault.Damaged(archive, $"The archive's directory is damaged: {fault}");
}
