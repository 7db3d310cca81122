namespace TypedModels.Formats.Hdf5;

/// <summary>Texts of any length, which lie in collections that the whole file shares (<c>GCOL</c>). An element is the text's length, the address of its collection, and its number in there.</summary>
internal sealed class VariableTexts(Hdf5Bytes bytes)
{
    private readonly Dictionary<long, GlobalCollection> _collections = [];
    private readonly BlockWalk _walk = new(bytes);

    /// <summary>Reads the texts that elements refer to; they are slices of their collections.</summary>
    public ReadOnlyMemory<byte>[] Read(byte[] elements, int size)
    {
        int expected = sizeof(uint) + bytes.OffsetSize + sizeof(uint);
        if (size != expected)
        {
            throw bytes.Damaged($"A reference to a text of any length takes {size} bytes, not {expected}");
        }

        var texts = new ReadOnlyMemory<byte>[elements.Length / size];
        long left = bytes.Length;
        for (int i = 0; i < texts.Length; i++)
        {
            var reader = new FieldReader(bytes, elements.AsMemory(i * size, size), "reference to a text", 0);
            uint length = reader.UInt32();
            long address = reader.Place();
            texts[i] = length == 0 ? default : Find(address, (int)Math.Min(reader.UInt32(), int.MaxValue), length);

            // Each is stored once: a few texts that many elements refer to would take memory without bound.
            left -= texts[i].Length;
            if (left < 0)
            {
                throw bytes.Damaged("Its texts together are longer than the file");
            }
        }

        return texts;
    }

    private ReadOnlyMemory<byte> Find(long address, int number, uint length)
    {
        if (!_collections.TryGetValue(address, out var collection))
        {
            collection = GlobalCollection.Read(bytes, address, _walk);
            _collections.Add(address, collection);
        }

        var text = collection.Find(number) ?? throw bytes.Damaged($"There is no text {number} in the global heap at {address}");
        if (length > text.Length)
        {
            throw bytes.Damaged($"A text of {length} bytes is stored in the {text.Length} bytes of object {number} in the global heap at {address}");
        }

        // Some writers count the zero at the end of a C string.
        text = text.Slice(0, (int)length);
        int end = text.Span.IndexOf((byte)0);
        return end < 0 ? text : text.Slice(0, end);
    }
}
