using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>ScaleAndTranslate: resamples pictures with a kernel of choice, to float.</summary>
internal sealed class ScaleAndTranslateKernel<T>((float Radius, Func<float, float> Weight) kernel, bool antialias) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var shape = ResizeShape.Read(context);
        var (scaleY, scaleX) = ReadPair(context, 2, "scale");
        var (moveY, moveX) = ReadPair(context, 3, "translation");
        if (!(scaleY > 0) || !(scaleX > 0))
        {
            throw OperationException.InvalidArgument($"Scale should be greater than 0. Got {scaleY}, {scaleX}");
        }

        var output = context.Output(0, shape.Output);
        if (output.Count == 0)
        {
            return;
        }

        var rows = new ResamplingSpans(context, kernel, antialias, shape.Height, shape.NewHeight, scaleY, moveY);
        var columns = new ResamplingSpans(context, kernel, antialias, shape.Width, shape.NewWidth, scaleX, moveX);
        var images = context.Input(0).Span<T>();
        var line = context.Scratch<float>(shape.RowLength);
        var source = typeof(T) == typeof(float) ? default : context.Scratch<float>(shape.RowLength);
        for (int i = 0; i < shape.Batch * shape.NewHeight; i++)
        {
            context.ThrowIfCancelled();
            var image = images.Slice(i / shape.NewHeight * shape.Height * shape.RowLength, shape.Height * shape.RowLength);
            int y = i % shape.NewHeight;
            SumRows(image, rows.Start(y), rows.Weights(y), source, line);
            var target = output.WritableSpan<float>().Slice(i * shape.NewRowLength, shape.NewRowLength);
            for (int x = 0; x < shape.NewWidth; x++)
            {
                SumColumns(line, columns.Start(x), columns.Weights(x), target.Slice(x * shape.Channels, shape.Channels));
            }
        }
    }

    private static void SumRows(ReadOnlySpan<T> image, int start, ReadOnlySpan<float> weights, Span<float> converted, Span<float> line)
    {
        line.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            if (weights[k] == 0)
            {
                continue;
            }

            var row = image.Slice((start + k) * line.Length, line.Length);
            if (converted.IsEmpty)
            {
                TensorPrimitives.MultiplyAdd(System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(row), weights[k], line, line);
                continue;
            }

            for (int x = 0; x < row.Length; x++)
            {
                converted[x] = float.CreateTruncating(row[x]);
            }

            TensorPrimitives.MultiplyAdd(converted, weights[k], line, line);
        }
    }

    private static void SumColumns(ReadOnlySpan<float> line, int start, ReadOnlySpan<float> weights, Span<float> pixel)
    {
        pixel.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            if (weights[k] == 0)
            {
                continue;
            }

            var source = line.Slice((start + k) * pixel.Length, pixel.Length);
            for (int c = 0; c < pixel.Length; c++)
            {
                pixel[c] += source[c] * weights[k];
            }
        }
    }

    private static (float, float) ReadPair(KernelContext context, int index, string name)
    {
        var pair = context.Input(index);
        return pair.Rank == 1 && pair.Count == 2
            ? (pair.Span<float>()[0], pair.Span<float>()[1])
            : throw OperationException.InvalidArgument($"{name} must be 1-dimensional with two elements, got shape {pair.Shape}");
    }
}
