namespace TypedModels.Engine.Memory;

/// <summary>The bytes of the texts that a call makes. Everything is given back at once when the call is over. One thread at a time.</summary>
internal sealed class TextArena
{
    private const int BlockLength = 16 * 1024;

    // Blocks for long texts are not kept: one call with a picture in it must not hold its memory for good.
    private const int MostKept = 64;

    private readonly List<byte[]> _blocks = [];
    private int _block;
    private int _used;

    /// <summary>Room for a text; write it before anything else is asked for.</summary>
    public Memory<byte> Rent(int length)
    {
        if (length > BlockLength / 2)
        {
            return new byte[length];
        }

        if (_block == _blocks.Count)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockLength));
        }

        if (_used + length > BlockLength)
        {
            _block++;
            _used = 0;
            return Rent(length);
        }

        _used += length;
        return _blocks[_block].AsMemory(_used - length, length);
    }

    /// <summary>A copy of <paramref name="text"/>.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> text)
    {
        var copy = Rent(text.Length);
        text.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Gives back all texts of the call.</summary>
    public void Clear()
    {
        _block = 0;
        _used = 0;
        if (_blocks.Count > MostKept)
        {
            _blocks.RemoveRange(MostKept, _blocks.Count - MostKept);
        }
    }
}
