using System.Buffers.Binary;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// Decodes a block of Snappy's raw format (<c>github.com/google/snappy/blob/main/format_description.txt</c>): the decoded length as a varint, then literals and copies of
/// what was decoded before.
/// </summary>
internal static class Snappy
{
    // A copy of three bytes makes at most 64: no block grows further than that.
    private const long MostGrowth = 22;

    /// <summary>The decoded bytes of <paramref name="block"/>, if they are at most <paramref name="most"/>.</summary>
    /// <exception cref="FormatException">The block is cut off, refers to bytes before its start, or decodes to another length than it announces.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> block, long most = int.MaxValue)
    {
        ulong length = ReadLength(ref block);
        if (length > (ulong)Math.Min(most, MostGrowth * block.Length))
        {
            throw new FormatException($"{block.Length} compressed bytes announce {length} decoded ones");
        }

        var decoded = new byte[length];
        int position = 0;
        while (!block.IsEmpty)
        {
            position = (block[0] & 3) == 0 ? DecodeLiteral(ref block, decoded, position) : DecodeCopy(ref block, decoded, position);
        }

        return position == decoded.Length ? decoded : throw new FormatException($"{decoded.Length} decoded bytes are announced and {position} came");
    }

    private static ulong ReadLength(ref ReadOnlySpan<byte> block)
    {
        ulong length = 0;
        for (int i = 0; i < 5 && i < block.Length; i++)
        {
            length |= (ulong)(block[i] & 0x7F) << (7 * i);
            if (block[i] < 0x80)
            {
                block = block.Slice(i + 1);
                return length;
            }
        }

        throw new FormatException("the decoded length is cut off or longer than five bytes");
    }

    // The tag's upper six bits are the length less one, or from 60 on the number of bytes (less 59) that hold it.
    private static int DecodeLiteral(ref ReadOnlySpan<byte> block, byte[] decoded, int position)
    {
        int lengthBytes = Math.Max(0, (block[0] >> 2) - 59);
        if (block.Length <= lengthBytes)
        {
            throw new FormatException("a literal's length is cut off");
        }

        long length = (block[0] >> 2) + 1;
        if (lengthBytes > 0)
        {
            length = 1;
            for (int i = 0; i < lengthBytes; i++)
            {
                length += (long)block[1 + i] << (8 * i);
            }
        }

        block = block.Slice(1 + lengthBytes);
        if (length > block.Length || length > decoded.Length - position)
        {
            throw new FormatException($"a literal of {length} bytes, and {block.Length} are left to read and {decoded.Length - position} to fill");
        }

        block.Slice(0, (int)length).CopyTo(decoded.AsSpan(position));
        block = block.Slice((int)length);
        return position + (int)length;
    }

    private static int DecodeCopy(ref ReadOnlySpan<byte> block, byte[] decoded, int position)
    {
        byte tag = block[0];
        int tagBytes = (tag & 3) switch { 1 => 2, 2 => 3, _ => 5 };
        if (block.Length < tagBytes)
        {
            throw new FormatException("a copy is cut off");
        }

        var (length, offset) = tagBytes switch
        {
            2 => (((tag >> 2) & 7) + 4, ((uint)(tag >> 5) << 8) | block[1]),
            3 => ((tag >> 2) + 1, (uint)BinaryPrimitives.ReadUInt16LittleEndian(block.Slice(1))),
            _ => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(1))),
        };
        block = block.Slice(tagBytes);
        if (offset == 0 || offset > position || length > decoded.Length - position)
        {
            throw new FormatException($"a copy of {length} bytes from {offset} back, and {position} are decoded and {decoded.Length - position} to fill");
        }

        // The copy may overlap what it writes, and then repeats it: byte by byte.
        for (int end = position + length; position < end; position++)
        {
            decoded[position] = decoded[position - (int)offset];
        }

        return position;
    }
}
