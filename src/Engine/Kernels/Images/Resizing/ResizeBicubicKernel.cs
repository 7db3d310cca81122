using System.Numerics;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>ResizeBicubic: between sixteen neighbours, to float. Four rows are blended, then four columns of the result.</summary>
internal sealed class ResizeBicubicKernel<T>(ResizeScale scale) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var shape = ResizeShape.Read(context);
        var output = context.Output(0, shape.Output);
        if (output.Count == 0)
        {
            return;
        }

        var images = context.Input(0).Span<T>();
        var target = output.WritableSpan<float>();
        var rows = context.Scratch<CubicWeights>(shape.NewHeight);
        var columns = context.Scratch<CubicWeights>(shape.NewWidth);
        CubicWeights.Fill(rows, scale, shape.Height, shape.RowLength);
        CubicWeights.Fill(columns, scale, shape.Width, shape.Channels);
        var line = context.Scratch<float>(shape.RowLength);
        for (int i = 0; i < shape.Batch * shape.NewHeight; i++)
        {
            context.ThrowIfCancelled();
            var image = images.Slice(i / shape.NewHeight * shape.Height * shape.RowLength, shape.Height * shape.RowLength);
            BlendRows(image, rows[i % shape.NewHeight], line);
            BlendColumns(line, columns, shape.Channels, target.Slice(i * shape.NewRowLength, shape.NewRowLength));
        }
    }

    private static void BlendRows(ReadOnlySpan<T> image, in CubicWeights w, Span<float> line)
    {
        var (r0, r1, r2, r3) = (w.I0, w.I1, w.I2, w.I3);
        for (int x = 0; x < line.Length; x++)
        {
            line[x] = w.W0 * Number(image[r0 + x]) + w.W1 * Number(image[r1 + x]) + w.W2 * Number(image[r2 + x]) + w.W3 * Number(image[r3 + x]);
        }
    }

    private static void BlendColumns(ReadOnlySpan<float> line, ReadOnlySpan<CubicWeights> columns, int channels, Span<float> target)
    {
        for (int x = 0; x < columns.Length; x++)
        {
            ref readonly var w = ref columns[x];
            for (int c = 0; c < channels; c++)
            {
                target[x * channels + c] = w.W0 * line[w.I0 + c] + w.W1 * line[w.I1 + c] + w.W2 * line[w.I2 + c] + w.W3 * line[w.I3 + c];
            }
        }
    }

    private static float Number(T value) => float.CreateTruncating(value);
}
