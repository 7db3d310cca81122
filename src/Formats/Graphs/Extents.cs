namespace TypedModels.Formats.Graphs;

/// <summary>Where messages lie in the bytes around them: eight bytes each.</summary>
internal sealed class Extents
{
    private int[] _numbers = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in another message.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length.</param>
    public void Add(int start, int length)
    {
        if (2 * Count == _numbers.Length)
        {
            Array.Resize(ref _numbers, Math.Max(8, 2 * _numbers.Length));
        }

        _numbers[2 * Count] = start;
        _numbers[(2 * Count) + 1] = length;
        Count++;
    }

    /// <summary>Where a message begins.</summary>
    public int StartOf(int index) => _numbers[2 * index];

    /// <summary>The part of the bytes that a message is.</summary>
    public ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> bytes, int index) => bytes.Slice(_numbers[2 * index], _numbers[(2 * index) + 1]);

    /// <summary>The part of the bytes that a message is.</summary>
    public ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, int index) => bytes.Slice(_numbers[2 * index], _numbers[(2 * index) + 1]);
}
