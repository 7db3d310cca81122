using System.Buffers.Binary;

namespace TypedModels.Formats.Archives;

/// <summary>The checksum of archives (CRC-32 of ISO 3309), eight bytes at a time through tables.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    // Entry 256 * n + b: the remainder of byte b followed by n zero bytes.
    private static readonly uint[] s_tables = CreateTables();

    /// <summary>The checksum of what <paramref name="crc"/> is the checksum of (nothing: 0), followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
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
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
            }

            tables[value] = remainder;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            uint shorter = tables[i - 256];
            tables[i] = tables[(byte)shorter] ^ (shorter >> 8);
        }

        return tables;
    }
}
