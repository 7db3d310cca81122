using TypedModels.Formats.Checksums;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Writes a file of data: run after run of bytes, each with its checksum.</summary>
/// <param name="file">The file, which stays the caller's.</param>
internal sealed class DataWriter(Stream file)
{
    // What is written is summed while it is in the cache.
    private readonly byte[] _piece = new byte[1 << 18];
    private uint _crc;

    /// <summary>The number of bytes written.</summary>
    public long Position { get; private set; }

    /// <summary>The masked checksum of what was summed since <see cref="Begin"/>.</summary>
    public uint Checksum => MaskedCrc32C.Mask(_crc);

    /// <summary>Begins a run, whose position is returned.</summary>
    public long Begin()
    {
        _crc = 0;
        return Position;
    }

    /// <summary>Counts bytes among those summed that are not written as they are.</summary>
    public void Sum(ReadOnlySpan<byte> bytes) => _crc = Crc32C.Append(_crc, bytes);

    /// <summary>Writes bytes without counting them.</summary>
    public void WriteUnsummed(byte[] bytes)
    {
        file.Write(bytes, 0, bytes.Length);
        Position += bytes.Length;
    }

    /// <summary>Writes bytes that are there.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes.Slice(Math.Min(_piece.Length, bytes.Length)))
        {
            int length = Math.Min(_piece.Length, bytes.Length);
            bytes.Slice(0, length).CopyTo(_piece);
            WritePiece(length);
        }
    }

    /// <summary>Writes bytes that are given piece by piece.</summary>
    public void Write(long count, TensorFill fill)
    {
        for (long offset = 0; offset < count; offset += _piece.Length)
        {
            int length = (int)Math.Min(_piece.Length, count - offset);
            fill(offset, _piece.AsSpan(0, length));
            WritePiece(length);
        }
    }

    private void WritePiece(int length)
    {
        _crc = Crc32C.Append(_crc, _piece.AsSpan(0, length));
        file.Write(_piece, 0, length);
        Position += length;
    }
}
