using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TypedModels.Formats.Archives;
using TypedModels.Formats.Files;

namespace TypedModels.Tests.Archives;

/// <summary>Writes archives, with whatever in them that no writer of archives would write.</summary>
internal sealed class HandMadeArchive
{
    private readonly List<byte> _file = [];
    private readonly List<byte> _directory = [];
    private int _count;

    /// <summary>What follows the directory's end.</summary>
    public byte[] Comment { get; set; } = [];

    /// <summary>Whether the directory's numbers of entries and bytes are given in the large form.</summary>
    public bool IsZip64 { get; set; }

    /// <summary>Adds an entry; what is given differs in the directory from what is true.</summary>
    public HandMadeArchive Add(string name, byte[] content, bool isDeflated = false, int? method = null, int flags = 0, uint? length = null, uint? stored = null, uint? checksum = null, long? offset = null, string? headName = null, uint? headLength = null, bool isZip64 = false)
    {
        byte[] bytes = isDeflated ? Deflate(content) : content;
        int how = method ?? (isDeflated ? 8 : 0);
        uint sum = checksum ?? Crc32.Append(0, content);
        long at = offset ?? _file.Count;
        uint storedLength = stored ?? (uint)bytes.Length;
        uint wholeLength = length ?? (uint)content.Length;
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        byte[] headNameBytes = Encoding.UTF8.GetBytes(headName ?? name);
        _file.AddRange([.. "PK"u8, 3, 4, .. Two(20, flags, how, 0, 0), .. Four(sum, storedLength, headLength ?? wholeLength), .. Two(headNameBytes.Length, 0), .. headNameBytes, .. bytes]);
        byte[] extra = isZip64 ? [.. Two(1, 24), .. Eight(wholeLength, storedLength, at)] : [];
        uint Large(long value) => isZip64 ? uint.MaxValue : (uint)value;
        _directory.AddRange([.. "PK"u8, 1, 2, .. Two(20, 20, flags, how, 0, 0), .. Four(sum, Large(storedLength), Large(wholeLength)), .. Two(nameBytes.Length, extra.Length, 0, 0, 0), .. Four(0, Large(at)), .. nameBytes, .. extra]);
        _count++;
        return this;
    }

    /// <summary>The archive's bytes.</summary>
    public byte[] ToArray()
    {
        int offset = _file.Count;
        int end = offset + _directory.Count;
        byte[] large = IsZip64
            ? [.. "PK"u8, 6, 6, .. Eight(44), .. Two(45, 45), .. Four(0, 0), .. Eight(_count, _count, _directory.Count, offset), .. "PK"u8, 6, 7, .. Four(0), .. Eight(end), .. Four(1)]
            : [];
        int count = IsZip64 ? ushort.MaxValue : _count;
        return
        [
            .. _file, .. _directory, .. large, .. "PK"u8, 5, 6, .. Two(0, 0, count, count), .. Four(IsZip64 ? uint.MaxValue : (uint)_directory.Count, IsZip64 ? uint.MaxValue : (uint)offset),
            .. Two(Comment.Length), .. Comment,
        ];
    }

    /// <summary>Opens the archive.</summary>
    public ArchiveFile Open() => Open(ToArray());

    /// <summary>Opens an archive that is in memory.</summary>
    public static ArchiveFile Open(byte[] bytes) => ArchiveFile.Open(new MemorySource("model.keras", bytes));

    /// <summary>Compresses bytes.</summary>
    public static byte[] Deflate(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return compressed.ToArray();
    }

    private static byte[] Two(params ReadOnlySpan<int> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(ushort)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), (ushort)numbers[i]);
        }

        return bytes;
    }

    private static byte[] Four(params ReadOnlySpan<uint> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(uint)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), numbers[i]);
        }

        return bytes;
    }

    private static byte[] Eight(params ReadOnlySpan<long> numbers) => Hdf5.Hdf5Writer.Numbers(numbers);
}
