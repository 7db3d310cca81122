namespace TypedModels.Formats.Hdf5;

/// <summary>The filter that stores the first bytes of all elements, then the second bytes of all, and so on. Bytes that make up no whole element stay at the end.</summary>
internal static class ByteShuffle
{
    /// <summary>The elements.</summary>
    public static Memory<byte> Undo(Memory<byte> bytes, uint size)
    {
        if (size <= 1 || size > bytes.Length)
        {
            return bytes;
        }

        var elements = new byte[bytes.Length];
        int width = (int)size;
        int count = bytes.Length / width;
        var stored = bytes.Span;
        for (int i = 0; i < width; i++)
        {
            var lane = stored.Slice(i * count, count);
            for (int element = 0; element < lane.Length; element++)
            {
                elements[(element * width) + i] = lane[element];
            }
        }

        stored.Slice(width * count).CopyTo(elements.AsSpan(width * count));
        return elements;
    }
}
