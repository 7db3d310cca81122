namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Which rows of a picture a buffer of <see cref="StreamedWork"/> holds, and whether a thread is at it. Cleared memory is a free buffer that holds nothing.</summary>
internal unsafe struct StreamedRows
{
    private int _isClaimed;
    private int _image;
    private int _length;

    /// <summary>The first row.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the last row.</summary>
    public readonly int End => Start + _length;

    /// <summary>Claims a buffer: the one that holds a row, where that is free, or else the first free one.</summary>
    /// <param name="buffers">What the buffers hold: there are as many as threads, so that one is free.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="image">The picture.</param>
    /// <param name="row">The row.</param>
    /// <returns>Which one.</returns>
    public static int Claim(StreamedRows* buffers, int count, int image, int row)
    {
        for (int i = 0; i < count; i++)
        {
            // A guess while another thread is at it; the owner looks again.
            if (buffers[i].Has(image, row) && buffers[i].TryClaim())
            {
                return i;
            }
        }

        for (int i = 0; ; i = (i + 1) % count)
        {
            if (buffers[i].TryClaim())
            {
                return i;
            }
        }
    }

    /// <summary>Whether the buffer holds a row.</summary>
    public readonly bool Has(int image, int row) => _length > 0 && _image == image && row >= Start && row < End;

    /// <summary>Notes what the buffer holds from now on.</summary>
    public void Hold(int image, int start, int end)
    {
        _image = image;
        Start = start;
        _length = end - start;
    }

    /// <summary>Leaves the buffer, and what it holds, to others.</summary>
    public void Release() => Volatile.Write(ref _isClaimed, 0);

    private bool TryClaim() => Interlocked.CompareExchange(ref _isClaimed, 1, 0) == 0;
}
