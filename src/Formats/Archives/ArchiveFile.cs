using TypedModels.Formats.Files;

namespace TypedModels.Formats.Archives;

/// <summary>An archive in the format of zip, such as Keras's. Its entries are read where they are; nothing is unpacked to files. Any number of threads may read at once.</summary>
internal sealed class ArchiveFile : IDisposable
{
    private const uint HeadSignature = 0x04034b50;
    private const int HeadLength = 30;

    private static readonly byte[] s_start = [(byte)'P', (byte)'K', 3, 4];

    private readonly ByteSource _source;
    private readonly Dictionary<string, ArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<DirectoryRecord, long> _contents = [];

    private ArchiveFile(ByteSource source)
    {
        _source = source;
        var (records, directory) = ArchiveDirectory.Read(source);
        var list = new List<ArchiveEntry>(records.Count);
        foreach (var record in records)
        {
            RequireReadable(record);
            var entry = new ArchiveEntry(this, record);
            if (_entries.ContainsKey(record.Name))
            {
                throw Damaged($"There are two entries '{record.Name}', and readers do not agree which of them counts");
            }

            _entries.Add(record.Name, entry);
            list.Add(entry);
        }

        RequireApart(records, directory);
        Entries = list;
    }

    /// <summary>What the archive is called in errors.</summary>
    public string Name => _source.Name;

    /// <summary>The entries, in the directory's order. Those of folders end with a slash.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>Whether a file that begins with these bytes is an archive with entries.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith(s_start);

    /// <summary>Opens an archive and reads its directory.</summary>
    /// <exception cref="ModelFormatException">It is not there, may not be read, is no archive, is damaged, or has entries that are not read.</exception>
    public static ArchiveFile Open(string path) => Open(FileSource.Open(path));

    /// <summary>Opens an archive that is part of another file, or in memory. The source is disposed of with it.</summary>
    /// <exception cref="ModelFormatException">It is no archive, is damaged, or has entries that are not read.</exception>
    public static ArchiveFile Open(ByteSource source)
    {
        try
        {
            return new ArchiveFile(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The entry of a name, or null.</summary>
    public ArchiveEntry? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>Closes the archive, with the stored entries that were opened. Nothing may be read any more.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>An entry's bytes as they are stored.</summary>
    internal ByteSource Contents(DirectoryRecord record, string name) => _source.Slice(name, _contents[record], record.StoredLength);

    /// <summary>An error: the archive is damaged.</summary>
    internal ModelFormatException Damaged(string problem) => FileFault.Damaged(Name, problem);

    private void RequireReadable(DirectoryRecord record)
    {
        if (ArchiveNames.FaultOf(record.Name) is { } fault)
        {
            throw Damaged($"The entry '{record.Name}' {fault}, which no entry of a model does");
        }

        if ((record.Flags & DirectoryRecord.Unreadable) != 0)
        {
            throw FileFault.Unsupported(Name, $"'{record.Name}' is encrypted", "Save the archive without a password");
        }

        if (record.Method is not (DirectoryRecord.Stored or DirectoryRecord.Deflated))
        {
            throw FileFault.Unsupported(Name, $"'{record.Name}' is compressed by method {record.Method}, which is not read", "Save the archive without compression, as Keras does, or with deflate");
        }

        if (record.Method == DirectoryRecord.Stored && record.StoredLength != record.Length)
        {
            throw Damaged($"'{record.Name}' is stored as it is, in {record.StoredLength} bytes and not in {record.Length}");
        }
    }

    // Entries that share bytes are how a few bytes become many, or one name's contents another's.
    private void RequireApart(List<DirectoryRecord> records, long directory)
    {
        long end = 0;
        foreach (var record in records.OrderBy(record => record.Offset))
        {
            if (record.Offset < end)
            {
                throw Damaged($"'{record.Name}' at {record.Offset} lies in another entry, which ends at {end}");
            }

            long contents = record.Offset + ReadHeadLength(record, directory);
            if (contents > directory || record.StoredLength > directory - contents)
            {
                throw Damaged($"'{record.Name}' at {contents} is {record.StoredLength} bytes long, and the entries end at {directory}");
            }

            _contents.Add(record, contents);
            end = contents + record.StoredLength;
        }
    }

    private int ReadHeadLength(DirectoryRecord record, long directory)
    {
        if (record.Offset > directory - HeadLength - record.NameBytes.Length)
        {
            throw Damaged($"'{record.Name}' is at {record.Offset}, and the entries end at {directory}");
        }

        var bytes = new byte[HeadLength + record.NameBytes.Length];
        _source.Read(record.Offset, bytes);
        var fields = new ArchiveFields(Name, bytes);
        bool isHead = fields.UInt32() == HeadSignature;
        fields.Bytes(2); // The version.
        int flags = fields.UInt16();
        int method = fields.UInt16();
        fields.Bytes(4); // When the file was written.
        uint checksum = fields.UInt32();
        uint stored = fields.UInt32();
        uint length = fields.UInt32();
        int nameLength = fields.UInt16();
        int extraLength = fields.UInt16();
        bool areLengthsThere = (flags & DirectoryRecord.LengthsFollow) == 0;
        bool isSame = isHead && method == record.Method && flags == record.Flags && nameLength == record.NameBytes.Length && fields.Bytes(nameLength).Span.SequenceEqual(record.NameBytes.Span)
            && (!areLengthsThere || (checksum == record.Checksum && IsSame(stored, record.StoredLength) && IsSame(length, record.Length)));
        return isSame ? HeadLength + nameLength + extraLength
            : throw Damaged($"'{record.Name}' is described differently at {record.Offset}, before its contents, than in the archive's directory");
    }

    // Large lengths stand elsewhere in the head.
    private static bool IsSame(uint stored, long expected) => stored == expected || stored == uint.MaxValue;
}
