using System.Buffers;
using System.IO.Compression;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>
/// Reads a PNG (ISO/IEC 15948) of any colour type, bit depth and interlacing. Construction reads what stands before the pixels, so that the caller can make room; <c>Decode</c> reads the pixels.
/// </summary>
internal readonly ref struct PngDecoder
{
    // Deflate makes at most 1032 bytes of one (RFC 1951: 258 bytes of 2 bits).
    private const long LargestExpansion = 1032;

    private static ReadOnlySpan<byte> PassFirstColumn => [0, 4, 0, 2, 0, 1, 0];

    private static ReadOnlySpan<byte> PassFirstRow => [0, 0, 4, 0, 2, 0, 1];

    private static ReadOnlySpan<byte> PassColumnStep => [8, 8, 4, 4, 2, 2, 1];

    private static ReadOnlySpan<byte> PassRowStep => [8, 8, 8, 4, 4, 2, 2];

    private readonly PngHeader _header;
    private readonly PngPixels _pixels;
    private readonly PngChunks _chunks;

    /// <summary>Reads what stands before the pixels.</summary>
    /// <param name="data">The file.</param>
    /// <param name="channels">The channels to decode to, 1 to 4; 0 = those of the file, a palette counting as its colours.</param>
    /// <param name="wide">Whether to decode to 16 bits a channel instead of 8.</param>
    /// <exception cref="CodecException">The data are not a PNG that can be read.</exception>
    public PngDecoder(ReadOnlySpan<byte> data, int channels, bool wide)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)channels, 4u, nameof(channels));
        if (!data.StartsWith(PngChunks.Signature))
        {
            throw new CodecException("The data do not begin like a PNG.");
        }

        var chunks = new PngChunks(data[PngChunks.Signature.Length..]);
        chunks.Next();
        if (chunks.Type != PngChunks.TypeOf("IHDR"u8))
        {
            throw new CodecException($"The PNG begins with a chunk {chunks.Name} instead of its header.");
        }

        _header = PngHeader.Read(chunks.Data);
        var metadata = new PngMetadata();
        for (chunks.Next(); chunks.Type != PngChunks.TypeOf("IDAT"u8); chunks.Next())
        {
            metadata.Read(_header, chunks);
        }

        if (_header.Color == PngColorType.Palette && metadata.Palette is null)
        {
            throw new CodecException("The PNG needs a palette and has none before its pixels.");
        }

        int own = _header.Color == PngColorType.Palette ? metadata.HasTransparency ? 4 : 3 : _header.Samples;
        _pixels = new PngPixels(_header, metadata, channels == 0 ? own : channels, wide);
        _chunks = chunks;
    }

    /// <summary>Rows of the picture.</summary>
    public int Height => _header.Height;

    /// <summary>Columns of the picture.</summary>
    public int Width => _header.Width;

    /// <summary>Channels that are decoded.</summary>
    public int Channels => _pixels.Channels;

    /// <summary>Decodes to 8 bits a channel; <paramref name="target"/> holds height × width × channels.</summary>
    /// <exception cref="CodecException">The pixels cannot be read.</exception>
    public void Decode(Span<byte> target, StopSignal? stop = null) => Decode(target, default, stop);

    /// <summary>Decodes to 16 bits a channel; <paramref name="target"/> holds height × width × channels.</summary>
    /// <exception cref="CodecException">The pixels cannot be read.</exception>
    public void Decode(Span<ushort> target, StopSignal? stop = null) => Decode(default, target, stop);

    private void Decode(Span<byte> bytes, Span<ushort> words, StopSignal? stop)
    {
        byte[] compressed = GatherPixelData(out int length);
        try
        {
            if (FilteredBytes() > (long)length * LargestExpansion)
            {
                throw new CodecException($"The PNG is {Width} by {Height} pixels, more than its {length} bytes of pixel data can hold.");
            }

            CheckZlibHeader(compressed, length);
            using var stream = new ZLibStream(new MemoryStream(compressed, 0, length), CompressionMode.Decompress);
            for (int pass = 0; pass < (_header.Interlaced ? 7 : 1); pass++)
            {
                DecodePass(stream, pass, bytes, words, stop);
            }

            // Reading past the last row has the stream's own checksum verified.
            stream.ReadByte();
        }
        catch (InvalidDataException exception)
        {
            throw new CodecException("The pixels of the PNG cannot be decompressed: " + exception.Message, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(compressed);
        }
    }

    private void DecodePass(ZLibStream stream, int pass, Span<byte> bytes, Span<ushort> words, StopSignal? stop)
    {
        var (column, row, columnStep, rowStep) = _header.Interlaced ? (PassFirstColumn[pass], PassFirstRow[pass], PassColumnStep[pass], PassRowStep[pass]) : (0, 0, 1, 1);
        int columns = Count(Width, column, columnStep);
        if (columns == 0)
        {
            return;
        }

        int rowBytes = _header.RowBytes(columns);
        int step = Math.Max(1, _header.PixelBits / 8);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * (rowBytes + 1));
        try
        {
            var current = buffer.AsSpan(0, rowBytes + 1);
            var above = buffer.AsSpan(rowBytes + 1, rowBytes + 1);
            above.Clear();
            int rowLength = Width * Channels;
            for (int y = row; y < Height; y += rowStep)
            {
                stop?.ThrowIfRaised();
                if (stream.ReadAtLeast(current, current.Length, throwOnEndOfStream: false) < current.Length)
                {
                    throw new CodecException($"The PNG has too few pixels: they end in row {y} of {Height}.");
                }

                PngFilters.Undo(current[0], current[1..], above[1..], step);
                if (words.IsEmpty)
                {
                    _pixels.Convert(current[1..], columns, bytes.Slice(y * rowLength, rowLength), column, columnStep);
                }
                else
                {
                    _pixels.Convert(current[1..], columns, words.Slice(y * rowLength, rowLength), column, columnStep);
                }

                var swap = above;
                above = current;
                current = swap;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Count(int size, int first, int step) => size <= first ? 0 : (size - first + step - 1) / step;

    private long FilteredBytes()
    {
        if (!_header.Interlaced)
        {
            return (_header.RowBytes(Width) + 1L) * Height;
        }

        long bytes = 0;
        for (int pass = 0; pass < 7; pass++)
        {
            int columns = Count(Width, PassFirstColumn[pass], PassColumnStep[pass]);
            bytes += columns == 0 ? 0 : (_header.RowBytes(columns) + 1L) * Count(Height, PassFirstRow[pass], PassRowStep[pass]);
        }

        return bytes;
    }

    // The pixels are one stream over all IDAT chunks, which stand together.
    private byte[] GatherPixelData(out int length)
    {
        var chunks = _chunks;
        byte[] data = ArrayPool<byte>.Shared.Rent(Math.Max(chunks.Data.Length, 16));
        bool ended = false;
        length = 0;
        try
        {
            for (; chunks.Type != PngChunks.TypeOf("IEND"u8); chunks.Next())
            {
                if (chunks.Type != PngChunks.TypeOf("IDAT"u8))
                {
                    ended = true;
                    if (chunks.Critical)
                    {
                        throw new CodecException($"The PNG has a chunk {chunks.Name} after its pixels, where it does not belong.");
                    }
                }
                else if (!ended)
                {
                    Append(ref data, ref length, chunks.Data);
                }
            }

            return data;
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(data);
            throw;
        }
    }

    private static void Append(ref byte[] data, ref int length, ReadOnlySpan<byte> part)
    {
        if (data.Length - length < part.Length)
        {
            byte[] longer = ArrayPool<byte>.Shared.Rent(Math.Max(length + part.Length, 2 * length));
            data.AsSpan(0, length).CopyTo(longer);
            ArrayPool<byte>.Shared.Return(data);
            data = longer;
        }

        part.CopyTo(data.AsSpan(length));
        length += part.Length;
    }

    private static void CheckZlibHeader(byte[] data, int length)
    {
        if (length < 6 || (data[0] & 0x0f) != 8 || data[0] >> 4 > 7 || (data[0] * 256 + data[1]) % 31 != 0 || (data[1] & 0x20) != 0)
        {
            throw new CodecException("The pixels of the PNG do not begin like zlib data.");
        }
    }
}
