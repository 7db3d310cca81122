namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>Where windows stand along an axis.</summary>
internal readonly record struct WindowedAxis(int Size, int Window, int Stride, int Rate, int Count, int Padding)
{
    /// <summary>Works out how many windows there are, and how much is padded before the first.</summary>
    /// <exception cref="OperationException">A number is not positive, or the window is larger than what there is.</exception>
    public static WindowedAxis Create(int size, int window, int stride, int rate, bool same)
    {
        if (window <= 0 || stride <= 0 || rate <= 0)
        {
            throw OperationException.InvalidArgument($"Windows need a size, a stride and a rate above 0, got {window}, {stride}, {rate}");
        }

        long effective = (window - 1L) * rate + 1;
        long count = same ? (size + (long)stride - 1) / stride : (size - effective + stride) / stride;
        if (count < 0)
        {
            throw OperationException.InvalidArgument($"Computed output size would be negative: {count} [input_size: {size}, effective_filter_size: {effective}, stride: {stride}]");
        }

        long padding = same ? Math.Max(0, (count - 1) * stride + effective - size) / 2 : 0;
        return effective <= int.MaxValue && padding <= int.MaxValue
            ? new WindowedAxis(size, window, stride, rate, (int)count, (int)padding)
            : throw OperationException.InvalidArgument($"A window of {effective} elements is too large.");
    }

    /// <summary>The element under place <paramref name="offset"/> of a window; negative or past the end where there is none.</summary>
    public long Place(int window, int offset) => (long)window * Stride - Padding + (long)offset * Rate;

    /// <summary>Whether an element exists.</summary>
    public bool Contains(long place) => (ulong)place < (ulong)Size;
}
