namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedMaxPool and QuantizedAvgPool: the largest or the mean step under a window.</summary>
internal sealed class QuantisedPoolingKernel(int[] sizes, int[] strides, bool same, bool isMean) : Kernel
{
    /// <summary>Reads the attributes.</summary>
    public static QuantisedPoolingKernel Create(KernelNode node, bool isMean)
        => new(QuantisedWindow.ReadAxes(node, "ksize"), QuantisedWindow.ReadAxes(node, "strides"), QuantisedWindow.ReadPadding(node), isMean);

    public override void Run(KernelContext context)
    {
        var pictures = context.Input(0);
        if (pictures.Rank != 4)
        {
            throw OperationException.InvalidArgument($"tensor_in must be 4-dimensional, got shape {pictures.Shape}");
        }

        var window = QuantisedWindow.Create(pictures, sizes[1], sizes[2], strides, same);
        int channels = pictures[3];
        var target = context.Output(0, window.Shape(pictures[0], channels)).WritableSpan<byte>();
        var source = pictures.Span<byte>();
        var pooled = context.Scratch<int>(channels);
        for (int place = 0; place * channels < target.Length; place++)
        {
            context.ThrowIfCancelled();
            int column = place % window.Columns.Output;
            int row = place / window.Columns.Output % window.Rows.Output;
            int picture = place / window.Columns.Output / window.Rows.Output;
            var (firstRow, endRow) = window.Rows.Inside(row);
            var (firstColumn, endColumn) = window.Columns.Inside(column);
            pooled.Clear();
            for (int y = firstRow; y < endRow; y++)
            {
                int line = picture * pictures[1] + row * window.Rows.Stride - window.Rows.Before + y;
                for (int x = firstColumn; x < endColumn; x++)
                {
                    Take(source.Slice((line * pictures[2] + column * window.Columns.Stride - window.Columns.Before + x) * channels, channels), pooled);
                }
            }

            int count = isMean ? Math.Max(1, (endRow - firstRow) * (endColumn - firstColumn)) : 1;
            for (int c = 0; c < channels; c++)
            {
                target[place * channels + c] = (byte)(pooled[c] / count);
            }
        }

        QuantisedRanges.Write(context, 1, QuantisedRanges.Number(context, 1), QuantisedRanges.Number(context, 2));
    }

    private void Take(ReadOnlySpan<byte> pixel, Span<int> pooled)
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            pooled[c] = isMean ? pooled[c] + pixel[c] : Math.Max(pooled[c], pixel[c]);
        }
    }
}
