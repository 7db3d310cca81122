namespace TypedModels.Formats.Hdf5;

/// <summary>A collection of the global heap: objects with numbers.</summary>
internal sealed class GlobalCollection
{
    private const string Structure = "global heap";

    private readonly Dictionary<int, ReadOnlyMemory<byte>> _objects = [];

    private GlobalCollection()
    {
    }

    /// <summary>Reads a collection whole.</summary>
    public static GlobalCollection Read(Hdf5Bytes bytes, long address, BlockWalk walk)
    {
        int headLength = 8 + bytes.LengthSize;
        var head = bytes.Block(Structure, "GCOL", address, headLength);
        head.Version(1, 1);
        head.Skip(3);
        long length = head.Length();
        if (length < headLength)
        {
            throw head.Fault($"a collection of {length} bytes is shorter than its head");
        }

        bytes.RequireInside(Structure, address, length);
        walk.Enter(Structure, address, length);
        var collection = new GlobalCollection();
        collection.ReadObjects(bytes.Block(Structure, address, length), headLength, bytes.LengthSize);
        return collection;
    }

    /// <summary>The object of a number, or null.</summary>
    public ReadOnlyMemory<byte>? Find(int number) => _objects.TryGetValue(number, out var found) ? found : (ReadOnlyMemory<byte>?)null;

    private void ReadObjects(FieldReader block, int headLength, int lengthSize)
    {
        block.Skip(headLength);
        block.Align();
        while (block.Left >= 8 + lengthSize)
        {
            int number = block.UInt16();
            block.Skip(6); // How often it is used.
            long length = block.Length();
            block.Align();
            if (number == 0)
            {
                return; // What follows is free.
            }

            _objects[number] = block.Bytes(length);
            block.Align();
        }
    }
}
