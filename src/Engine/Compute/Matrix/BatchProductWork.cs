namespace TypedModels.Engine.Compute.Matrix;

/// <summary>Many products of one size; an item is an item of one of them.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="first">The product at the places that offsets count from.</param>
/// <param name="batches">How many there are.</param>
/// <param name="left">The offset of each left matrix, in elements.</param>
/// <param name="right">The offset of each right matrix.</param>
/// <param name="result">The offset of each result.</param>
internal readonly unsafe struct BatchProductWork<T>(ProductWork<T> first, int batches, nint* left, nint* right, nint* result) : IRangeWork
    where T : unmanaged
{
    /// <summary>The number of items.</summary>
    public int Count => checked(first.Count * batches);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => first.PieceLength;

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        int each = first.Count;
        while (start < end)
        {
            int batch = start / each, from = start - (batch * each), to = Math.Min(each, from + (end - start));
            first.Moved(left[batch], right[batch], result[batch]).Execute(from, to);
            start += to - from;
        }
    }
}
