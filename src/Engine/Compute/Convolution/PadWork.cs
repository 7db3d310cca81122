namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Copies pictures with zeros around them; an item is a row of a copy.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="source">The pictures.</param>
/// <param name="target">The copies.</param>
/// <param name="height">The height of a picture.</param>
/// <param name="rowLength">The elements of a row of a picture.</param>
/// <param name="top">The rows of zeros above.</param>
/// <param name="left">The zeros before each row.</param>
/// <param name="targetHeight">The height of a copy; rows that do not fit are left out.</param>
/// <param name="targetRowLength">The elements of a row of a copy; what does not fit is left out.</param>
/// <param name="images">The number of pictures.</param>
internal readonly unsafe struct PadWork<T>(T* source, T* target, int height, int rowLength, int top, int left, int targetHeight, int targetRowLength, int images) : IRangeWork
    where T : unmanaged
{
    private const int PieceElements = 32_768;

    /// <summary>The number of items.</summary>
    public int Count => checked(images * targetHeight);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => Math.Max(1, PieceElements / Math.Max(1, targetRowLength));

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        for (int item = start; item < end; item++)
        {
            int image = item / targetHeight, row = (item % targetHeight) - top;
            var line = new Span<T>(target + ((nint)item * targetRowLength), targetRowLength);
            if ((uint)row >= (uint)height)
            {
                line.Clear();
                continue;
            }

            line[..Math.Min(left, line.Length)].Clear();
            int copied = Math.Clamp(targetRowLength - left, 0, rowLength);
            new ReadOnlySpan<T>(source + ((((nint)image * height) + row) * rowLength), copied).CopyTo(line[Math.Min(left, line.Length)..]);
            line[Math.Min(line.Length, left + copied)..].Clear();
        }
    }
}
