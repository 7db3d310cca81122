using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TypedModels.Tests.Pictures;

/// <summary>Gray PNG files of 8 bits a pixel (PNG, third edition), as much of the format as the group picture needs.</summary>
internal static class GrayPng
{
    private const int GrayColour = 0;
    private const byte FilterPaeth = 4;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The file of a picture.</summary>
    /// <param name="pixels">[height, width].</param>
    public static byte[] Write(byte[,] pixels)
    {
        int height = pixels.GetLength(0);
        int width = pixels.GetLength(1);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = GrayColour;

        using var data = new MemoryStream();
        using (var deflated = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                deflated.WriteByte(FilterPaeth);
                for (int x = 0; x < width; x++)
                {
                    deflated.WriteByte((byte)(pixels[y, x] - Predict(pixels, y, x)));
                }
            }
        }

        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", data.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The pixels of a file that <see cref="Write"/> wrote.</summary>
    public static byte[,] Read(byte[] file)
    {
        Assert.True(file.AsSpan().StartsWith(Signature), "not a PNG file");
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33));
        Assert.Equal("IDAT"u8, file.AsSpan(37, 4));

        using var data = new ZLibStream(new MemoryStream(file, 41, length), CompressionMode.Decompress);
        byte[,] pixels = new byte[height, width];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(FilterPaeth, data.ReadByte());
            for (int x = 0; x < width; x++)
            {
                pixels[y, x] = (byte)(data.ReadByte() + Predict(pixels, y, x));
            }
        }

        return pixels;
    }

    /// <summary>PNG 9.4: of the pixels to the left, above and above left, the one closest to left + above − above left.</summary>
    private static byte Predict(byte[,] pixels, int y, int x)
    {
        int left = x > 0 ? pixels[y, x - 1] : 0;
        int above = y > 0 ? pixels[y - 1, x] : 0;
        int corner = x > 0 && y > 0 ? pixels[y - 1, x - 1] : 0;
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toCorner = Math.Abs(estimate - corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }

    private static void WriteChunk(MemoryStream file, string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(named));
        file.Write(number);
    }

    /// <summary>PNG, annex D: the CRC-32 of ISO 3309.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 1) == 0 ? checksum >> 1 : (checksum >> 1) ^ 0xEDB88320;
            }
        }

        return ~checksum;
    }
}
