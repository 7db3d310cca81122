using System.Text;
using TypedModels.Formats.Files;

namespace TypedModels.Formats.Archives;

/// <summary>Finds and reads the directory at an archive's end (APPNOTE.TXT of PKWARE, 4.3.12 to 4.3.16).</summary>
internal sealed class ArchiveDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const uint RecordSignature = 0x02014b50;
    private const int EndLength = 22;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int RecordLength = 46;
    private const int MostComment = ushort.MaxValue;
    private const int MostEntries = 100_000;
    private const int Zip64Extra = 1;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ByteSource _source;

    private ArchiveDirectory(ByteSource source) => _source = source;

    /// <summary>Where the directory starts: entries end before it.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads the records of all entries.</summary>
    public static (List<DirectoryRecord> Records, long Offset) Read(ByteSource source)
    {
        var directory = new ArchiveDirectory(source);
        return (directory.Read(), directory.Offset);
    }

    private List<DirectoryRecord> Read()
    {
        var (count, length, end) = ReadEnd();
        if (count > MostEntries)
        {
            throw FileFault.Unsupported(_source.Name, $"The archive has {count} entries, and no more than {MostEntries} are read", "Name an archive that Keras saved");
        }

        // Nothing lies between the directory and what follows it, or another tool may see other entries.
        if (Offset != end - length || length < count * RecordLength || length > int.MaxValue)
        {
            throw Damaged($"its {count} entries take {length} bytes at {Offset}, and it ends at {end}");
        }

        var bytes = ReadBytes(Offset, (int)length);
        var records = new List<DirectoryRecord>((int)count);
        var fields = new ArchiveFields(_source.Name, bytes);
        for (long i = 0; i < count; i++)
        {
            records.Add(ReadRecord(ref fields));
        }

        return fields.Left == 0 ? records : throw Damaged($"{fields.Left} bytes are left after its last entry");
    }

    private (long Count, long Length, long End) ReadEnd()
    {
        int tailLength = (int)Math.Min(_source.Length, EndLength + MostComment);
        byte[] tail = ReadBytes(_source.Length - tailLength, tailLength);
        for (int position = tail.Length - EndLength; position >= 0; position--)
        {
            var fields = new ArchiveFields(_source.Name, tail.AsMemory(position));
            if (fields.UInt32() == EndSignature)
            {
                return ReadEnd(ref fields, _source.Length - tailLength + position);
            }
        }

        throw new ModelFormatException(new ModelProblem(
            ExtractionError.Damaged, _source.Name, "The archive has no directory: it is cut off, or no archive", "Fetch the file again, or save it again"));
    }

    private (long Count, long Length, long End) ReadEnd(ref ArchiveFields fields, long position)
    {
        int disk = fields.UInt16();
        int directoryDisk = fields.UInt16();
        int countHere = fields.UInt16();
        long count = fields.UInt16();
        long length = fields.UInt32();
        long offset = fields.UInt32();
        int commentLength = fields.UInt16();

        // A comment that holds a directory's end of its own makes two archives of one file.
        if (commentLength != fields.Left)
        {
            throw Damaged($"a comment of {commentLength} bytes is announced and {fields.Left} bytes follow");
        }

        Offset = offset;
        bool needsZip64 = countHere == ushort.MaxValue || count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue;
        if (needsZip64 && position >= Zip64LocatorLength && ReadZip64(position - Zip64LocatorLength) is { } large)
        {
            return large;
        }

        return disk == 0 && directoryDisk == 0 && countHere == count ? (count, length, position) : throw Damaged("it is one of several parts");
    }

    private (long Count, long Length, long End)? ReadZip64(long locator)
    {
        var place = new ArchiveFields(_source.Name, ReadBytes(locator, Zip64LocatorLength));
        if (place.UInt32() != Zip64LocatorSignature)
        {
            return null;
        }

        place.UInt32();
        long end = place.Int64();
        if (end > locator - Zip64EndLength)
        {
            throw Damaged($"its end is at {end}, behind {locator} where it should be");
        }

        var fields = new ArchiveFields(_source.Name, ReadBytes(end, Zip64EndLength));
        if (fields.UInt32() != Zip64EndSignature)
        {
            throw Damaged($"its end is not at {end}");
        }

        fields.Bytes(20); // Its length, versions, and the numbers of parts.
        long countHere = fields.Int64();
        long count = fields.Int64();
        long length = fields.Int64();
        Offset = fields.Int64();
        return countHere == count ? (count, length, end) : throw Damaged("it is one of several parts");
    }

    private DirectoryRecord ReadRecord(ref ArchiveFields fields)
    {
        if (fields.UInt32() != RecordSignature)
        {
            throw Damaged("an entry does not begin as entries do");
        }

        fields.Bytes(4); // Versions.
        int flags = fields.UInt16();
        int method = fields.UInt16();
        fields.Bytes(4); // When the file was written.
        uint checksum = fields.UInt32();
        long stored = fields.UInt32();
        long length = fields.UInt32();
        int nameLength = fields.UInt16();
        int extraLength = fields.UInt16();
        int commentLength = fields.UInt16();
        fields.Bytes(8); // The part, and attributes of the file.
        long offset = fields.UInt32();
        var name = fields.Bytes(nameLength);
        var extra = new ArchiveFields(_source.Name, fields.Bytes(extraLength));
        fields.Bytes(commentLength);
        ReadExtra(extra, ref length, ref stored, ref offset);
        return new DirectoryRecord(Decode(name), name, method, flags, checksum, stored, length, offset);
    }

    // Of the numbers that do not fit four bytes, the large ones follow in this order.
    private void ReadExtra(ArchiveFields extra, ref long length, ref long stored, ref long offset)
    {
        while (extra.Left >= 4)
        {
            int kind = extra.UInt16();
            var inner = extra.Bytes(extra.UInt16());
            if (kind == Zip64Extra)
            {
                var large = new ArchiveFields(_source.Name, inner);
                length = length == uint.MaxValue ? large.Int64() : length;
                stored = stored == uint.MaxValue ? large.Int64() : stored;
                offset = offset == uint.MaxValue ? large.Int64() : offset;
                return;
            }
        }
    }

    private string Decode(ReadOnlyMemory<byte> name)
    {
        try
        {
            return s_strict.GetString(name.ToArray());
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a name is not UTF-8");
        }
    }

    private byte[] ReadBytes(long offset, int length)
    {
        if (offset < 0 || length > _source.Length || offset > _source.Length - length)
        {
            throw Damaged($"{length} bytes at {offset} do not lie inside the file of {_source.Length}");
        }

        var bytes = new byte[length];
        _source.Read(offset, bytes);
        return bytes;
    }

    private ModelFormatException Damaged(string fault) => FileFault.Damaged(_source.Name, $"The archive's directory is damaged: {fault}");
}
