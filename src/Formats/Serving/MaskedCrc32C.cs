namespace TypedModels.Formats.Serving;

/// <summary>
/// The checksum of TensorFlow's record and table files: CRC-32C (Castagnoli, RFC 3720 appendix B.4), rotated and offset so that a checksum of data that holds checksums stays
/// useful (<c>tensorflow/core/lib/hash/crc32c.h</c>).
/// </summary>
internal static class MaskedCrc32C
{
    private const uint ReversedPolynomial = 0x82F63B78;
    private const uint MaskDelta = 0xA282EAD8;

    private static readonly uint[] s_table = CreateTable();

    /// <summary>The masked checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = s_table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + MaskDelta);
    }

    private static uint[] CreateTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ ReversedPolynomial : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
