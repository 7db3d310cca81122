using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>Writes a PNG of 1 to 4 channels, gray, gray and alpha, RGB or RGBA.</summary>
internal static class PngEncoder
{
    private const int MostFileBytes = int.MaxValue - 64;

    /// <summary>Encodes 8 bits a channel.</summary>
    /// <param name="pixels">height × width × channels, at least one of each.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1 to 4.</param>
    /// <param name="compression">zlib's level 0 (none) to 9 (best); -1 = its default.</param>
    /// <param name="stop">Ends the work with <see cref="OperationCanceledException"/>.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels, int compression, StopSignal? stop = null)
        => Encode(pixels, default, height, width, channels, compression, stop);

    /// <summary>Encodes 16 bits a channel; the arguments are as in <see cref="Encode(ReadOnlySpan{byte}, int, int, int, int, StopSignal?)"/>.</summary>
    public static byte[] Encode(ReadOnlySpan<ushort> pixels, int height, int width, int channels, int compression, StopSignal? stop = null)
        => Encode(default, pixels, height, width, channels, compression, stop);

    private static byte[] Encode(ReadOnlySpan<byte> bytes, ReadOnlySpan<ushort> words, int height, int width, int channels, int compression, StopSignal? stop)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(channels - 1), 3u, nameof(channels));
        int depth = bytes.IsEmpty ? 16 : 8;
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        WriteHeader(file, height, width, channels, depth);

        long start = file.Position;
        file.Write("\0\0\0\0IDAT"u8);
        var options = new ZLibCompressionOptions { CompressionLevel = compression < 0 ? 6 : compression };
        using (var stream = new ZLibStream(file, options, leaveOpen: true))
        {
            WriteRows(stream, bytes, words, height, width * channels, channels * depth / 8, stop);
        }

        Complete(file, start);
        start = file.Position;
        file.Write("\0\0\0\0IEND"u8);
        Complete(file, start);
        return file.ToArray();
    }

    private static void WriteHeader(MemoryStream file, int height, int width, int channels, int depth)
    {
        long start = file.Position;
        file.Write("\0\0\0\0IHDR"u8);
        Span<byte> header = stackalloc byte[PngHeader.Length];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)depth;
        header[9] = (byte)(channels switch { 1 => PngColorType.Gray, 2 => PngColorType.GrayAlpha, 3 => PngColorType.Rgb, _ => PngColorType.Rgba });
        file.Write(header);
        Complete(file, start);
    }

    // Each row is filtered in every way, and the one with the smallest sum of absolute differences is written: the heuristic of ISO/IEC 15948, 12.8.
    private static void WriteRows(ZLibStream stream, ReadOnlySpan<byte> bytes, ReadOnlySpan<ushort> words, int height, int samples, int step, StopSignal? stop)
    {
        int rowBytes = checked(words.IsEmpty ? samples : 2 * samples);
        var above = new byte[rowBytes];
        var row = new byte[rowBytes];
        var best = new byte[rowBytes + 1];
        var candidate = new byte[rowBytes + 1];
        for (int y = 0; y < height; y++)
        {
            stop?.ThrowIfRaised();
            if (words.IsEmpty)
            {
                bytes.Slice(y * samples, samples).CopyTo(row);
            }
            else
            {
                BinaryPrimitives.ReverseEndianness(words.Slice(y * samples, samples), MemoryMarshal.Cast<byte, ushort>(row.AsSpan()));
            }

            long least = long.MaxValue;
            for (int filter = 0; filter < PngFilters.Count; filter++)
            {
                candidate[0] = (byte)filter;
                PngFilters.Apply(filter, row, above, step, candidate.AsSpan(1));
                long sum = 0;
                foreach (byte value in candidate.AsSpan(1))
                {
                    sum += Math.Abs((sbyte)value == sbyte.MinValue ? 128 : (sbyte)value);
                }

                if (sum < least)
                {
                    least = sum;
                    (best, candidate) = (candidate, best);
                }
            }

            stream.Write(best);
            (row, above) = (above, row);
        }
    }

    // Fills in the length of the chunk that begins at start, and adds its check.
    private static void Complete(MemoryStream file, long start)
    {
        if (file.Length > MostFileBytes)
        {
            throw new CodecException("The picture is too large for one PNG.");
        }

        var chunk = file.GetBuffer().AsSpan((int)start, (int)(file.Position - start));
        BinaryPrimitives.WriteInt32BigEndian(chunk, chunk.Length - 8);
        Span<byte> check = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, PngCrc.Compute(chunk[4..]));
        file.Write(check);
    }
}
