namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Rows of texts.</summary>
/// <param name="texts">The texts.</param>
/// <param name="length">How many a row has.</param>
internal readonly struct TextItems(ReadOnlyMemory<byte>[] texts, int length) : IItems
{
    public uint Hash(int item)
    {
        var hash = default(HashCode);
        foreach (var text in texts.AsSpan(item * length, length))
        {
            hash.AddBytes(text.Span);
            hash.Add(text.Length);
        }

        return (uint)hash.ToHashCode();
    }

    public bool AreEqual(int left, int right)
    {
        for (int i = 0; i < length; i++)
        {
            if (!texts[(left * length) + i].Span.SequenceEqual(texts[(right * length) + i].Span))
            {
                return false;
            }
        }

        return true;
    }
}
