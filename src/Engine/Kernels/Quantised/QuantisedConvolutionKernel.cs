using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedConv2D: a convolution of 8-bit steps, each less the step of zero, summed in 32 bits; the border counts as zero.</summary>
internal sealed class QuantisedConvolutionKernel(int[] strides, bool same) : Kernel
{
    /// <summary>Reads the attributes.</summary>
    public static QuantisedConvolutionKernel Create(KernelNode node)
    {
        if (node.Integers("dilations") is not ([] or [1, 1, 1, 1]))
        {
            throw OperationException.InvalidArgument("Current implementation only supports dilations of 1");
        }

        return new QuantisedConvolutionKernel(QuantisedWindow.ReadAxes(node, "strides"), QuantisedWindow.ReadPadding(node));
    }

    public override void Run(KernelContext context)
    {
        var pictures = context.Input(0);
        var filter = context.Input(1);
        if (pictures.Rank != 4 || filter.Rank != 4 || filter[2] != pictures[3])
        {
            throw OperationException.InvalidArgument($"input and filter must be 4-dimensional and have the same channels, got shapes {pictures.Shape} and {filter.Shape}");
        }

        var range = QuantisedRanges.Read<byte>(context, 2, 3);
        var filterRange = QuantisedRanges.Read<byte>(context, 4, 5);
        var (low, high) = QuantisedRanges.OfProduct(range, filterRange);
        QuantisedRanges.Write(context, 1, low, high);
        var window = QuantisedWindow.Create(pictures, filter[0], filter[1], strides, same);
        var output = context.Output(0, window.Shape(pictures[0], filter[3]));
        if (output.Count == 0)
        {
            return;
        }

        var target = output.WritableSpan<int>();
        target.Clear();
        var weights = context.Scratch<int>(filter.Count);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (int)(filter.Span<byte>()[i] - filterRange.Zero);
        }

        int outputs = filter[3];
        for (int place = 0; place * outputs < target.Length; place++)
        {
            context.ThrowIfCancelled();
            Sum(pictures, filter, weights, (int)range.Zero, window, place, target.Slice(place * outputs, outputs));
        }
    }

    private static void Sum(Tensor pictures, Tensor filter, ReadOnlySpan<int> weights, int zero, in QuantisedWindow window, int place, Span<int> sums)
    {
        int column = place % window.Columns.Output;
        int row = place / window.Columns.Output % window.Rows.Output;
        int picture = place / window.Columns.Output / window.Rows.Output;
        var source = pictures.Span<byte>();
        var (firstRow, endRow) = window.Rows.Inside(row);
        var (firstColumn, endColumn) = window.Columns.Inside(column);
        int channels = pictures[3];
        for (int y = firstRow; y < endRow; y++)
        {
            int line = picture * pictures[1] + row * window.Rows.Stride - window.Rows.Before + y;
            for (int x = firstColumn; x < endColumn; x++)
            {
                int start = (line * pictures[2] + column * window.Columns.Stride - window.Columns.Before + x) * channels;
                int weight = (y * filter[1] + x) * channels * sums.Length;
                for (int c = 0; c < channels; c++, weight += sums.Length)
                {
                    Add(source[start + c] - zero, weights.Slice(weight, sums.Length), sums);
                }
            }
        }
    }

    private static void Add(int factor, ReadOnlySpan<int> weights, Span<int> sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += factor * weights[i];
        }
    }
}
