using System.Buffers.Binary;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Finds the blocks of a file that have a checksum, and makes the checksums fit again.</summary>
internal static class Hdf5Checksums
{
    private const int Longest = 4200;

    private static readonly byte[][] s_signatures =
    [
        "OHDR"u8.ToArray(), "OCHK"u8.ToArray(), "BTHD"u8.ToArray(), "BTIN"u8.ToArray(), "BTLF"u8.ToArray(), "FRHP"u8.ToArray(), "FHIB"u8.ToArray(),
        "FAHD"u8.ToArray(), "FADB"u8.ToArray(), "EAHD"u8.ToArray(), "EAIB"u8.ToArray(), "EASB"u8.ToArray(), "EADB"u8.ToArray(),
    ];

    /// <summary>Where blocks start that end with their checksum, and how long they are.</summary>
    public static List<(int Start, int Length)> Find(byte[] bytes)
    {
        var found = new List<(int Start, int Length)>();
        foreach (byte[] signature in s_signatures)
        {
            for (int start = bytes.AsSpan().IndexOf(signature); start >= 0 && start < bytes.Length;)
            {
                if (LengthOf(bytes.AsSpan(start)) is { } length)
                {
                    found.Add((start, length));
                }

                int next = bytes.AsSpan(start + 1).IndexOf(signature);
                start = next < 0 ? -1 : start + 1 + next;
            }
        }

        return found;
    }

    /// <summary>Writes a block's checksum.</summary>
    public static void Write(byte[] bytes, int start, int length) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(start + length - 4), Lookup3.Hash(bytes.AsSpan(start, length - 4)));

    private static int? LengthOf(ReadOnlySpan<byte> block)
    {
        for (int length = 12; length <= Math.Min(Longest, block.Length); length++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(block[(length - 4)..]) == Lookup3.Hash(block[..(length - 4)]))
            {
                return length;
            }
        }

        return null;
    }
}
