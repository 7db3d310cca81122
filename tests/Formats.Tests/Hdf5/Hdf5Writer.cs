using System.Buffers.Binary;
using System.Text;

namespace TypedModels.Tests.Hdf5;

/// <summary>
/// Writes files as HDF5 1.8 does, as far as tests need it: superblock 0, groups of the older kind, and datasets of 32-bit floats in one run. The data of a dataset is written first and in pieces, so that files may be of any
/// size; what describes it comes after it.
/// </summary>
internal sealed class Hdf5Writer(Stream file)
{
    private const int SuperblockLength = 96;

    /// <summary>The message of the type of 32-bit floats.</summary>
    public static byte[] FloatType => [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Leaves room for the superblock.</summary>
    public void Begin() => file.Write(new byte[SuperblockLength]);

    /// <summary>Writes data, a piece at a time, and the header of a dataset of it.</summary>
    /// <returns>The header's address.</returns>
    public long WriteDataset(long pieces, ReadOnlySpan<byte> piece)
    {
        Align();
        long address = file.Position;
        for (long i = 0; i < pieces; i++)
        {
            file.Write(piece);
        }

        return WriteFloats(address, pieces * piece.Length, pieces * piece.Length / sizeof(float));
    }

    /// <summary>Writes the header of a dataset, whatever it says.</summary>
    /// <returns>The header's address.</returns>
    public long WriteFloats(long address, long length, params ReadOnlySpan<long> shape)
    {
        byte[] space = [1, (byte)shape.Length, 0, 0, 0, 0, 0, 0, .. Numbers(shape)];
        byte[] layout = [3, 1, .. Numbers(address, length), 0, 0, 0, 0, 0, 0];
        return WriteHeader((1, space), (3, FloatType), (8, layout));
    }

    /// <summary>Writes a group of a few links.</summary>
    /// <returns>The header's address.</returns>
    public long WriteGroup(params (string Name, long Address)[] links)
    {
        Align();
        var sorted = links.OrderBy(link => link.Name, StringComparer.Ordinal).ToArray();
        var names = new List<byte>(new byte[8]);
        var offsets = new List<long>();
        foreach (var link in sorted)
        {
            offsets.Add(names.Count);
            names.AddRange(Encoding.UTF8.GetBytes(link.Name));
            names.AddRange(new byte[8 - (names.Count % 8)]);
        }

        long data = Write([.. names]);
        long heap = Write([.. "HEAP"u8, 0, 0, 0, 0, .. Numbers(names.Count, 1, data)]);
        byte[] entries = [.. sorted.Zip(offsets).SelectMany(pair => Numbers(pair.Second, pair.First.Address, 0, 0, 0))];
        long table = Write([.. "SNOD"u8, 1, 0, (byte)sorted.Length, (byte)(sorted.Length >> 8), .. entries]);
        long tree = Write([.. "TREE"u8, 0, 0, 1, 0, .. Numbers(-1, -1, 0, table, offsets.Count > 0 ? offsets[^1] : 0)]);
        return WriteHeader((0x11, Numbers(tree, heap)));
    }

    /// <summary>Writes the superblock, after all else.</summary>
    public void Complete(long root)
    {
        long end = file.Position;
        file.Position = 0;
        file.Write([0x89, .. "HDF\r\n"u8, 0x1a, (byte)'\n', 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0, .. Numbers(0, -1, end, -1), .. Numbers(0, root, 0, 0, 0)]);
        file.Position = end;
    }

    /// <summary>Numbers of eight bytes.</summary>
    public static byte[] Numbers(params ReadOnlySpan<long> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(long)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        }

        return bytes;
    }

    /// <summary>Writes a header of messages, each of a multiple of eight bytes.</summary>
    /// <returns>The header's address.</returns>
    public long WriteHeader(params (int Type, byte[] Body)[] messages)
    {
        byte[] body = [.. messages.SelectMany(message => (byte[])[(byte)message.Type, 0, (byte)message.Body.Length, (byte)(message.Body.Length >> 8), 0, 0, 0, 0, .. message.Body])];
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return Write([1, 0, (byte)messages.Length, 0, 1, 0, 0, 0, .. length, .. body]);
    }

    /// <summary>Writes bytes at a multiple of eight.</summary>
    /// <returns>Their address.</returns>
    public long Write(byte[] bytes)
    {
        Align();
        long address = file.Position;
        file.Write(bytes);
        return address;
    }

    private void Align() => file.Write(new byte[-file.Position & 7]);
}
