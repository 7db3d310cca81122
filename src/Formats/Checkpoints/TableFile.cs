using System.Buffers.Binary;
using TypedModels.Formats.Checksums;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// A sorted table of LevelDB as TensorFlow writes it (<c>tensorflow/core/lib/io/format.cc</c>, <c>block.cc</c>): blocks of entries whose keys share prefixes, an index block
/// that points to them, and a footer that points to the index. Every block is checked against its checksum, and the keys' order against the format's.
/// </summary>
internal sealed class TableFile
{
    private const int FooterLength = 48;
    private const ulong Magic = 0xDB4775248B80FB57;

    // After each block: how it is compressed, and the checksum of both.
    private const int TrailerLength = 1 + sizeof(uint);

    // The longest array, less the trailer.
    private const ulong LongestBlock = 0x7FFFFFC7 - TrailerLength;

    // Shared prefixes and compression let a small file spell out much: what all of it may take, beside a multiple of the file.
    private const long MostDecoded = 64 << 20;
    private const long MostGrowth = 16;

    private readonly Func<long, int, ReadOnlyMemory<byte>> _read;
    private readonly long _length;
    private readonly List<KeyValuePair<byte[], ReadOnlyMemory<byte>>> _index = [];

    private TableFile(long length, Func<long, int, ReadOnlyMemory<byte>> read)
    {
        _length = length;
        _read = read;
        long left = MostGrown;
        ReadEntries(ReadBlock(ReadFooter(), ref left), _index, ref left);
    }

    private long MostGrown => MostDecoded + (_length > long.MaxValue / MostGrowth / 2 ? long.MaxValue / 2 : MostGrowth * _length);

    /// <summary>The entries of <paramref name="file"/> in the order of their keys; values are slices of the file where its blocks are not compressed.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a table, are cut off, differ from their checksums or contradict each other.</exception>
    public static List<KeyValuePair<byte[], ReadOnlyMemory<byte>>> Read(ReadOnlyMemory<byte> file)
    {
        var table = new TableFile(file.Length, (offset, length) => file.Slice((int)offset, length));
        var entries = new List<KeyValuePair<byte[], ReadOnlyMemory<byte>>>();
        long left = table.MostGrown;
        foreach (var block in table._index)
        {
            ReadEntries(table.ReadBlock(ReadHandle(block.Value), ref left), entries, ref left);
        }

        return entries;
    }

    /// <summary>Opens a table whose blocks are read one by one. Any number of threads may look at once.</summary>
    /// <param name="file">The file, which stays the caller's.</param>
    /// <exception cref="ModelFormatException">The file is not a table, is cut off or damaged; the error may not name it.</exception>
    public static TableFile Open(ShardFile file) => new(file.Length, (offset, length) =>
    {
        var bytes = new byte[length];
        file.Read(offset, bytes);
        return bytes;
    });

    /// <summary>The value of a key, or null.</summary>
    /// <exception cref="ModelFormatException">The block that would hold it is damaged; the error may not name the file.</exception>
    public ReadOnlyMemory<byte>? Find(byte[] key)
    {
        // A block's key in the index is that of its last entry or one between it and the next block's first.
        int first = 0;
        for (int end = _index.Count; first < end;)
        {
            int middle = (first + end) / 2;
            (first, end) = _index[middle].Key.AsSpan().SequenceCompareTo(key) < 0 ? (middle + 1, end) : (first, middle);
        }

        if (first == _index.Count)
        {
            return null;
        }

        var entries = new List<KeyValuePair<byte[], ReadOnlyMemory<byte>>>();
        long left = MostGrown;
        ReadEntries(ReadBlock(ReadHandle(_index[first].Value), ref left), entries, ref left);
        int found = entries.FindIndex(entry => entry.Key.AsSpan().SequenceEqual(key));
        return found >= 0 ? entries[found].Value : null;
    }

    private (ulong Offset, ulong Size) ReadFooter()
    {
        if (_length < FooterLength)
        {
            throw Fault(0, $"the file has {_length} bytes, and its footer alone takes {FooterLength}");
        }

        var footer = _read(_length - FooterLength, FooterLength);
        ulong magic = BinaryPrimitives.ReadUInt64LittleEndian(footer.Span.Slice(FooterLength - sizeof(ulong)));
        if (magic != Magic)
        {
            throw Fault(_length - sizeof(ulong), $"the file ends in {magic:x16}, a table in {Magic:x16}");
        }

        var reader = new WireReader(footer, "table");
        reader.Varint();
        reader.Varint(); // Where the block about the table itself lies: filters, which no checkpoint has.
        return (reader.Varint(), reader.Varint());
    }

    private static (ulong Offset, ulong Size) ReadHandle(ReadOnlyMemory<byte> value)
    {
        var reader = new WireReader(value, "table block handle");
        return (reader.Varint(), reader.Varint());
    }

    private ReadOnlyMemory<byte> ReadBlock((ulong Offset, ulong Size) handle, ref long left)
    {
        ulong end = (ulong)(_length - FooterLength);
        if (handle.Size > end || handle.Offset > end - handle.Size || end - handle.Size - handle.Offset < TrailerLength || handle.Size > LongestBlock)
        {
            throw Fault(_length, $"a block of {handle.Size} bytes at {handle.Offset} does not lie inside the file of {_length}");
        }

        long offset = (long)handle.Offset;
        int size = (int)handle.Size;
        var block = _read(offset, size + TrailerLength);
        var checkedBytes = block.Span.Slice(0, size + 1);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(block.Span.Slice(size + 1));
        if (MaskedCrc32C.Of(checkedBytes) is var came && came != expected)
        {
            throw Fault(offset, $"a block of {size} bytes has the checksum {came:x8}, and {expected:x8} was written with it");
        }

        return checkedBytes[size] switch
        {
            0 => block.Slice(0, size),
            1 => Decompress(block.Span.Slice(0, size), offset, ref left),
            var type => throw Fault(offset + size, $"a block is compressed by the unknown method {type}"),
        };
    }

    private static byte[] Decompress(ReadOnlySpan<byte> block, long offset, ref long left)
    {
        try
        {
            byte[] decoded = Snappy.Decode(block, Math.Min(left, int.MaxValue));
            left -= decoded.Length;
            return decoded;
        }
        catch (FormatException exception)
        {
            throw Fault(offset, $"a Snappy block is damaged: {exception.Message}");
        }
    }

    // A block: entries of (shared, not shared, value length, the key's rest, value), then the positions of those that share nothing, and their number.
    private static void ReadEntries(ReadOnlyMemory<byte> block, List<KeyValuePair<byte[], ReadOnlyMemory<byte>>> entries, ref long left)
    {
        int restarts = block.Length < sizeof(uint) ? -1 : (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(block.Span.Slice(block.Length - sizeof(uint))));
        if (restarts < 0 || restarts > (block.Length / sizeof(uint)) - 1)
        {
            throw Fault(block, block.Length, "a block is too short for its restart points");
        }

        var contents = block.Slice(0, block.Length - ((restarts + 1) * sizeof(uint)));
        var reader = new WireReader(contents, "table block");
        byte[] key = entries.Count > 0 ? entries[entries.Count - 1].Key : [];
        for (bool isFirst = true; !reader.IsAtEnd; isFirst = false)
        {
            ulong shared = reader.Varint();
            ulong rest = reader.Varint();
            ulong length = reader.Varint();
            int position = reader.Position;
            if (shared > (isFirst ? 0 : (ulong)key.Length) || rest > (ulong)(contents.Length - position) || length > (ulong)(contents.Length - position) - rest)
            {
                throw reader.Fault($"an entry shares {shared} bytes of its key, adds {rest}, and has a value of {length}: more than there is");
            }

            var next = new byte[Charge(ref left, (long)shared + (long)rest, contents, position)];
            key.AsSpan(0, (int)shared).CopyTo(next);
            contents.Span.Slice(position, (int)rest).CopyTo(next.AsSpan((int)shared));
            if (entries.Count > 0 && next.AsSpan().SequenceCompareTo(key) <= 0)
            {
                throw reader.Fault("a key does not come after the one before it");
            }

            entries.Add(new(next, contents.Slice(position + (int)rest, (int)length)));
            key = next;
            reader.Advance((int)rest + (int)length);
        }
    }

    private static long Charge(ref long left, long length, ReadOnlyMemory<byte> contents, int position)
    {
        left -= length;
        return left >= 0 ? length : throw Fault(contents, position, "the keys, written out, take more memory than an index has use for");
    }

    private static ModelFormatException Fault(long offset, string fault) => new("table", offset, fault);

    private static ModelFormatException Fault(ReadOnlyMemory<byte> block, int position, string fault) => new WireReader(block.Slice(position), "table block").Fault(fault);
}
