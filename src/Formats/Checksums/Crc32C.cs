using System.Buffers.Binary;

namespace TypedModels.Formats.Checksums;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4): by the processor's own instruction where it has one, else eight bytes at a time through tables.</summary>
internal static class Crc32C
{
    private const int Slices = sizeof(ulong);

    // Entry 256 * n + b: the remainder of byte b followed by n zero bytes.
    private static readonly uint[] s_tables = CreateTables();

    /// <summary>The checksum of what <paramref name="crc"/> is the checksum of (nothing: 0), followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
#if NET
        if (X86Crc.IsSupported)
        {
            return ~CrcStreams<X86Crc>.Append(~crc, bytes);
        }

        if (ArmCrc.IsSupported)
        {
            return ~CrcStreams<ArmCrc>.Append(~crc, bytes);
        }
#endif
        return AppendByTables(crc, bytes);
    }

    /// <summary>The checksum of two runs of bytes, one after the other, whose checksums are known.</summary>
    /// <param name="first">The checksum of the first run.</param>
    /// <param name="second">The checksum of the second run.</param>
    /// <param name="length">The length of the second run.</param>
    public static uint Combine(uint first, uint second, long length) => CrcPolynomial.Multiply(first, CrcPolynomial.PowerOfX(8 * length)) ^ second;

    /// <summary>The same on a processor without the instruction.</summary>
    internal static uint AppendByTables(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] tables = s_tables;
        uint state = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes.Slice(Slices))
        {
            uint low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(sizeof(uint)));
            state = tables[(7 * 256) + (byte)low] ^ tables[(6 * 256) + (byte)(low >> 8)] ^ tables[(5 * 256) + (byte)(low >> 16)] ^ tables[(4 * 256) + (low >> 24)]
                ^ tables[(3 * 256) + (byte)high] ^ tables[(2 * 256) + (byte)(high >> 8)] ^ tables[256 + (byte)(high >> 16)] ^ tables[high >> 24];
        }

        foreach (byte value in bytes)
        {
            state = tables[(byte)(state ^ value)] ^ (state >> 8);
        }

        return ~state;
    }

    private static uint[] CreateTables()
    {
        var tables = new uint[Slices * 256];
        for (uint value = 0; value < 256; value++)
        {
            tables[value] = CrcPolynomial.Multiply(value, CrcPolynomial.PowerOfX(8));
        }

        for (int i = 256; i < tables.Length; i++)
        {
            uint shorter = tables[i - 256];
            tables[i] = tables[(byte)shorter] ^ (shorter >> 8);
        }

        return tables;
    }
}
