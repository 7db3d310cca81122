using System.Buffers.Binary;

namespace TypedModels.Formats.Hdf5;

/// <summary>Bob Jenkins's lookup3 (<c>hashlittle</c>, 2006): HDF5's checksum of what describes a file, and the order of names in its newer trees.</summary>
internal static class Lookup3
{
    private const int Piece = 12;

    /// <summary>The hash of bytes.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            uint a = 0xdeadbeef + (uint)bytes.Length;
            uint b = a;
            uint c = a;
            for (; bytes.Length > Piece; bytes = bytes.Slice(Piece))
            {
                Add(bytes, ref a, ref b, ref c);
                Mix(ref a, ref b, ref c);
            }

            if (bytes.IsEmpty)
            {
                return c;
            }

            Span<byte> last = stackalloc byte[Piece];
            last.Clear();
            bytes.CopyTo(last);
            Add(last, ref a, ref b, ref c);
            return Finish(a, b, c);
        }
    }

    private static void Add(ReadOnlySpan<byte> bytes, ref uint a, ref uint b, ref uint c)
    {
        unchecked
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            b += BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4));
            c += BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(8));
        }
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        unchecked
        {
            a = (a - c) ^ Rotate(c, 4);
            c += b;
            b = (b - a) ^ Rotate(a, 6);
            a += c;
            c = (c - b) ^ Rotate(b, 8);
            b += a;
            a = (a - c) ^ Rotate(c, 16);
            c += b;
            b = (b - a) ^ Rotate(a, 19);
            a += c;
            c = (c - b) ^ Rotate(b, 4);
            b += a;
        }
    }

    private static uint Finish(uint a, uint b, uint c)
    {
        unchecked
        {
            c = (c ^ b) - Rotate(b, 14);
            a = (a ^ c) - Rotate(c, 11);
            b = (b ^ a) - Rotate(a, 25);
            c = (c ^ b) - Rotate(b, 16);
            a = (a ^ c) - Rotate(c, 4);
            b = (b ^ a) - Rotate(a, 14);
            return (c ^ b) - Rotate(b, 24);
        }
    }

    private static uint Rotate(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
