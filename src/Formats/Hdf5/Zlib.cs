using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace TypedModels.Formats.Hdf5;

/// <summary>Bytes that zlib compressed (RFC 1950).</summary>
internal static class Zlib
{
    private const int HeadLength = 2;
    private const int ChecksumLength = 4;
    private const int DeflateMethod = 8;
    private const int DictionaryFlag = 0x20;

    /// <summary>The bytes.</summary>
    /// <param name="bytes">What zlib made of them.</param>
    /// <param name="most">How many there are at most.</param>
    /// <exception cref="FormatException">They are damaged, or more.</exception>
    public static Memory<byte> Decode(ReadOnlyMemory<byte> bytes, int most)
    {
        var head = bytes.Span;
        if (head.Length < HeadLength + ChecksumLength || (head[0] & 15) != DeflateMethod || ((head[0] << 8) | head[1]) % 31 != 0 || (head[1] & DictionaryFlag) != 0)
        {
            throw new FormatException("its bytes are not compressed with zlib");
        }

        // A claim that so few bytes cannot keep takes no memory.
        var decoded = new byte[Math.Min(most, bytes.Length * StoredSize.MostOfOneByte)];
        int length = Inflate(bytes.Slice(HeadLength), decoded);
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(head.Slice(head.Length - ChecksumLength));
        return Sum(decoded.AsSpan(0, length)) == expected ? decoded.AsMemory(0, length) : throw new FormatException("its bytes differ from the checksum of zlib");
    }

    private static int Inflate(ReadOnlyMemory<byte> bytes, byte[] decoded)
    {
        MemoryMarshal.TryGetArray(bytes, out var array);
        using var compressed = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        using var inflate = new DeflateStream(compressed, CompressionMode.Decompress);
        try
        {
            int length = 0;
            while (length < decoded.Length && inflate.Read(decoded, length, decoded.Length - length) is > 0 and var read)
            {
                length += read;
            }

            return length < decoded.Length || inflate.ReadByte() < 0 ? length : throw new FormatException("more comes out of it than there should");
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException("its compressed bytes cannot be read", exception);
        }
    }

    // Adler-32. That many bytes are summed before the sums may run over.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        const uint Modulus = 65521;
        const int Piece = 5552;
        uint low = 1;
        uint high = 0;
        while (!bytes.IsEmpty)
        {
            var piece = bytes.Slice(0, Math.Min(Piece, bytes.Length));
            foreach (byte value in piece)
            {
                low += value;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
            bytes = bytes.Slice(piece.Length);
        }

        return (high << 16) | low;
    }
}
