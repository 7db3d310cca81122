using TypedModels.Formats.Checksums;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Writes the tables that <see cref="TableFile"/> reads, byte for byte as TensorFlow does (<c>tensorflow/core/lib/io/table_builder.cc</c>): not compressed, without filters.</summary>
internal sealed class TableWriter
{
    private const ulong Magic = 0xDB4775248B80FB57;
    private const int HandlesLength = 40;

    // Of table_options.h.
    private const int BlockSize = 262144;

    private readonly Stream _file;
    private readonly TableBlockWriter _block = new(restartInterval: 16);
    private readonly TableBlockWriter _index = new(restartInterval: 1);
    private byte[] _lastKey = [];
    private WireWriter? _pending;
    private long _position;

    /// <summary>Starts a table.</summary>
    /// <param name="file">Where it goes, from the stream's position on; stays the caller's.</param>
    public TableWriter(Stream file) => _file = file;

    /// <summary>Adds an entry, whose key comes after all before it.</summary>
    public void Add(byte[] key, ReadOnlySpan<byte> value)
    {
        if (_pending is { } handle)
        {
            // Of all keys that part the blocks, the index has the shortest.
            _index.Add(Separate(_lastKey, key), handle.Written.Span);
            _pending = null;
        }

        _block.Add(key, value);
        _lastKey = key;
        if (_block.Length >= BlockSize)
        {
            _pending = WriteBlock(_block);
        }
    }

    /// <summary>Writes what is left, the index and the footer.</summary>
    public void Finish()
    {
        if (!_block.IsEmpty)
        {
            _pending = WriteBlock(_block);
        }

        var footer = WriteBlock(new TableBlockWriter(restartInterval: 16));
        if (_pending is { } handle)
        {
            _index.Add(Follow(_lastKey), handle.Written.Span);
        }

        footer.Fields(WriteBlock(_index).Written.Span);
        footer.Fields(new byte[HandlesLength - footer.Written.Length]);
        Write(footer.Fields(BitConverter.GetBytes(Magic)));
    }

    // FindShortestSeparator: a key from start on and before limit.
    private static byte[] Separate(byte[] start, byte[] limit)
    {
        int shared = TableBlockWriter.CountShared(start, limit);
        return shared < Math.Min(start.Length, limit.Length) && start[shared] < 0xFF && start[shared] + 1 < limit[shared] ? Cut(start, shared) : start;
    }

    // FindShortSuccessor: a key from the given one on.
    private static byte[] Follow(byte[] key)
    {
        int last = Array.FindIndex(key, value => value != 0xFF);
        return last >= 0 ? Cut(key, last) : key;
    }

    private static byte[] Cut(byte[] key, int last)
    {
        byte[] cut = key.AsSpan(0, last + 1).ToArray();
        cut[last]++;
        return cut;
    }

    // Returns the handle: where the block lies and how long it is.
    private WireWriter WriteBlock(TableBlockWriter block)
    {
        var contents = block.Finish();
        var handle = new WireWriter().Number((ulong)_position).Number((ulong)contents.Written.Length);
        contents.Fields([0]); // Not compressed.
        Write(contents.Fields(BitConverter.GetBytes(MaskedCrc32C.Of(contents.Written.Span))));
        return handle;
    }

    private void Write(WireWriter bytes)
    {
        byte[] written = bytes.ToArray();
        _file.Write(written, 0, written.Length);
        _position += written.Length;
    }
}
