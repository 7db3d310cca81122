using System.Buffers.Binary;
using TypedModels.Formats.Checksums;

namespace TypedModels.Formats.Serving;

/// <summary>A TFRecord file: records one after the other, each its length, the length's checksum, its bytes and their checksum (<c>tensorflow/core/lib/io/record_writer.h</c>).</summary>
internal static class RecordFile
{
    private const int HeaderLength = sizeof(ulong) + sizeof(uint);

    /// <summary>The records of <paramref name="bytes"/>, each a slice.</summary>
    /// <exception cref="ModelFormatException">A record is cut off, or differs from its checksum.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bytes)
    {
        for (int position = 0; position < bytes.Length;)
        {
            var record = ReadRecord(bytes, position);
            yield return record;
            position += HeaderLength + record.Length + sizeof(uint);
        }
    }

    private static ReadOnlyMemory<byte> ReadRecord(ReadOnlyMemory<byte> bytes, int position)
    {
        int left = bytes.Length - position;
        if (left < HeaderLength)
        {
            throw new ModelFormatException("TFRecord", position, "the file ends inside a record");
        }

        var header = bytes.Span.Slice(position, HeaderLength);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (MaskedCrc32C.Of(header.Slice(0, sizeof(ulong))) != BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(sizeof(ulong))))
        {
            throw new ModelFormatException("TFRecord", position, "a record's length differs from its checksum");
        }

        if (left - HeaderLength < sizeof(uint) || length > (ulong)(left - HeaderLength - sizeof(uint)))
        {
            throw new ModelFormatException("TFRecord", position, "the file ends inside a record");
        }

        var record = bytes.Slice(position + HeaderLength, (int)length);
        var checksum = bytes.Span.Slice(position + HeaderLength + (int)length, sizeof(uint));
        return MaskedCrc32C.Of(record.Span) == BinaryPrimitives.ReadUInt32LittleEndian(checksum)
            ? record
            : throw new ModelFormatException("TFRecord", position + HeaderLength, "a record differs from its checksum");
    }
}
