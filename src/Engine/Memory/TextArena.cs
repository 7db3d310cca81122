namespace TypedModels.Engine.Memory;

/// <summary>The bytes of the texts that a call makes. Everything is given back at once when the call is over. One thread at a time.</summary>
/// <param name="budget">Who pays for them.</param>
internal sealed class TextArena(MemoryBudget budget) : IDisposable
{
    private const int BlockLength = 16 * 1024;

    // Blocks for long texts are not kept: one call with a picture in it must not hold its memory for good.
    private const int MostKept = 64;

    private readonly List<byte[]> _blocks = [];
    private int _block;
    private int _used;
    private long _taken;

    ~TextArena() => budget.Return(_taken);

    /// <summary>Room for a text; write it before anything else is asked for.</summary>
    /// <exception cref="OperationException">The limit of memory would be passed.</exception>
    public Memory<byte> Rent(int length)
    {
        if (length > BlockLength / 2)
        {
            Take(length);
            return new byte[length];
        }

        if (_block == _blocks.Count)
        {
            Take(BlockLength);
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

        Return(_taken - ((long)_blocks.Count * BlockLength));
    }

    /// <summary>Gives back everything for good; what it handed out must not be used any more.</summary>
    public void Dispose()
    {
        _blocks.Clear();
        Clear();
        GC.SuppressFinalize(this);
    }

    private void Take(long bytes)
    {
        budget.Take(bytes);
        _taken += bytes;
    }

    private void Return(long bytes)
    {
        budget.Return(bytes);
        _taken -= bytes;
    }
}
