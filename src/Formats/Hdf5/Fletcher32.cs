using System.Buffers.Binary;

namespace TypedModels.Formats.Hdf5;

/// <summary>The filter that puts a checksum after the bytes: Fletcher's, over numbers of two bytes.</summary>
internal static class Fletcher32
{
    /// <summary>The bytes of the checksum.</summary>
    public const int Length = 4;

    /// <summary>The bytes before the checksum.</summary>
    /// <exception cref="FormatException">They have another one.</exception>
    public static Memory<byte> Check(Memory<byte> bytes)
    {
        if (bytes.Length < Length)
        {
            throw new FormatException("it is too short for its checksum");
        }

        var content = bytes.Slice(0, bytes.Length - Length);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span.Slice(content.Length));
        uint came = Sum(content.Span);

        // Old versions on little-endian machines took the bytes of each number in the other order.
        uint swapped = ((came & 0x00ff00ff) << 8) | ((came >> 8) & 0x00ff00ff);
        return expected == came || expected == swapped ? content : throw new FormatException($"it has the checksum {came:x8}, and {expected:x8} was written with it");
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        const int Piece = 360; // So many numbers are summed before the sums may run over.
        uint first = 0;
        uint second = 0;
        for (int numbers = bytes.Length / 2, position = 0; numbers > 0;)
        {
            int piece = Math.Min(Piece, numbers);
            numbers -= piece;
            for (; piece > 0; piece--, position += 2)
            {
                first += BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(position));
                second += first;
            }

            first = Fold(first);
            second = Fold(second);
        }

        if (bytes.Length % 2 != 0)
        {
            first = Fold(first + ((uint)bytes[bytes.Length - 1] << 8));
            second = Fold(second + first);
        }

        return (Fold(second) << 16) | Fold(first);
    }

    private static uint Fold(uint sum) => (sum & 0xffff) + (sum >> 16);
}
