namespace TypedModels.Engine.Compute.Convolution;

/// <summary>How a window moves along one axis of a picture.</summary>
/// <param name="Input">The length of the axis.</param>
/// <param name="Filter">The positions of the window.</param>
/// <param name="Stride">How far a step moves.</param>
/// <param name="Dilation">The distance of the window's positions.</param>
/// <param name="Before">The zeros before the first element.</param>
/// <param name="Output">The number of steps.</param>
internal readonly record struct WindowAxis(int Input, int Filter, int Stride, int Dilation, int Before, int Output)
{
    /// <summary>An axis that is left alone.</summary>
    public static WindowAxis Single { get; } = new(1, 1, 1, 1, 0, 1);

    /// <summary>How much of the axis, zeros included, the steps read.</summary>
    public int Read => Output == 0 ? 0 : checked(((Output - 1) * Stride) + ((Filter - 1) * Dilation) + 1);

    /// <summary>Whether some step reads beyond an end of the axis.</summary>
    public bool IsPadded => Before > 0 || Read > Input;

    /// <summary>Whether each step reads its own element, in order.</summary>
    public bool IsIdentity => Filter == 1 && Stride == 1 && !IsPadded && Output == Input;

    /// <summary>Pads so that the window reads every element: as many steps as strides fit in, the odd zero at the end.</summary>
    public static WindowAxis Same(int input, int filter, int stride, int dilation)
    {
        long output = ((long)input + stride - 1) / stride;
        long padding = Math.Max(0, ((output - 1) * stride) + ((filter - 1L) * dilation) + 1 - input);
        return Create(input, filter, stride, dilation, padding / 2, padding - (padding / 2), output);
    }

    /// <summary>No padding.</summary>
    public static WindowAxis Valid(int input, int filter, int stride, int dilation) => Explicit(input, filter, stride, dilation, 0, 0);

    /// <summary>Pads as it is told.</summary>
    public static WindowAxis Explicit(int input, int filter, int stride, int dilation, long before, long after)
    {
        long span = ((filter - 1L) * dilation) + 1;
        long rest = input + before + after - span;
        return Create(input, filter, stride, dilation, before, after, (rest + stride) / stride);
    }

    /// <summary>The window's positions inside the axis at a step: from the first up to the second.</summary>
    public (int First, int End) Inside(int step)
    {
        int origin = (step * Stride) - Before;
        int first = origin >= 0 ? 0 : (-origin + Dilation - 1) / Dilation;
        int end = origin >= Input ? 0 : Math.Min(Filter, ((Input - origin - 1) / Dilation) + 1);
        return (Math.Min(first, end), end);
    }

    /// <summary>The steps whose window lies inside the axis: from the first up to the second.</summary>
    public (int First, int End) Whole()
    {
        int first = Math.Min(Output, (Before + Stride - 1) / Stride);
        int last = Input + Before - (((Filter - 1) * Dilation) + 1);
        return (first, Math.Max(first, Math.Min(Output, last < 0 ? 0 : (last / Stride) + 1)));
    }

    private static WindowAxis Create(int input, int filter, int stride, int dilation, long before, long after, long output)
    {
        if (output < 0)
        {
            throw OperationException.InvalidArgument(
                $"Computed output size would be negative: {output} [input_size: {input}, effective_filter_size: {((filter - 1L) * dilation) + 1}, stride: {stride}, padding: {before} and {after}]");
        }

        long read = (Math.Max(0, output - 1) * stride) + ((filter - 1L) * dilation) + 1;
        return read <= int.MaxValue && before <= int.MaxValue && output <= int.MaxValue
            ? new WindowAxis(input, filter, stride, dilation, (int)before, (int)output)
            : throw OperationException.ResourceExhausted($"A window of {filter} positions with padding {before} and {after} reaches further than {int.MaxValue} elements.");
    }
}
