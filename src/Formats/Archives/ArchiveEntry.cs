using TypedModels.Formats.Files;

namespace TypedModels.Formats.Archives;

/// <summary>A file in an archive.</summary>
internal sealed class ArchiveEntry
{
    // What is inflated is in memory whole; text of which an archive makes a thousandth is none that Keras saves.
    private const long LongestInflated = 4L << 30;
    private const long MostOfOneByte = 1032;

    private readonly ArchiveFile _archive;
    private readonly DirectoryRecord _record;

    /// <summary>An entry that the archive's directory lists.</summary>
    internal ArchiveEntry(ArchiveFile archive, DirectoryRecord record)
    {
        _archive = archive;
        _record = record;
    }

    /// <summary>The name, with slashes between folders.</summary>
    public string Name => _record.Name;

    /// <summary>The number of bytes.</summary>
    public long Length => _record.Length;

    /// <summary>Whether the bytes lie in the archive as they are, so that they are read by offset.</summary>
    public bool IsStored => _record.Method == DirectoryRecord.Stored;

    /// <summary>
    /// The entry's bytes. Of a stored entry they are read from the archive's file when they are asked for, as long as the archive is open, and not compared with their checksum; those of a compressed one are inflated into
    /// memory now.
    /// </summary>
    /// <exception cref="ModelFormatException">The archive is damaged, or the entry is too long to be inflated.</exception>
    public ByteSource Open() => IsStored ? Stored() : new MemorySource(PathInArchive, Inflated(LongestInflated));

    /// <summary>Reads all bytes into memory, and compares them with their checksum.</summary>
    /// <param name="limit">The most bytes that are taken.</param>
    /// <exception cref="ModelFormatException">The entry is longer, or the archive is damaged.</exception>
    public byte[] ReadAll(int limit)
    {
        if (!IsStored)
        {
            return Inflated(limit);
        }

        RequireAtMost(limit);
        var bytes = new byte[Length];
        Stored().Read(0, bytes);
        RequireChecksum(bytes);
        return bytes;
    }

    private string PathInArchive => $"{_archive.Name}, {Name}";

    private ByteSource Stored() => _archive.Contents(_record, PathInArchive);

    private byte[] Inflated(long limit)
    {
        RequireAtMost(Math.Min(limit, LongestInflated));
        if (Length / MostOfOneByte > _record.StoredLength || Length > int.MaxValue)
        {
            throw _archive.Damaged($"'{Name}' is {_record.StoredLength} bytes long, which do not inflate to {Length}");
        }

        var bytes = EntryInflater.Inflate(Stored(), Length) ?? throw _archive.Damaged($"'{Name}' does not inflate to {Length} bytes");
        RequireChecksum(bytes);
        return bytes;
    }

    private void RequireAtMost(long limit)
    {
        if (Length > limit)
        {
            throw FileFault.Unsupported(_archive.Name, $"'{Name}' is {Length} bytes long, and no more than {limit} are read into memory", "Save the archive without compression, or fetch it again if it is damaged");
        }
    }

    private void RequireChecksum(byte[] bytes)
    {
        if (Crc32.Append(0, bytes) is var came && came != _record.Checksum)
        {
            throw _archive.Damaged($"'{Name}' has the checksum {came:x8}, and the archive says {_record.Checksum:x8}");
        }
    }
}
