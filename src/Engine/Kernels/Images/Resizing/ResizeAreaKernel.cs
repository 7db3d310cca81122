using System.Numerics;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>ResizeArea: the mean of the area that a new pixel covers, to float.</summary>
internal sealed class ResizeAreaKernel<T>(ResizeScale scale) : Kernel
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
        var line = context.Scratch<float>(shape.RowLength);
        float rowFactor = scale.Factor(shape.Height, shape.NewHeight);
        float columnFactor = scale.Factor(shape.Width, shape.NewWidth);
        float share = 1 / (rowFactor * columnFactor);
        for (int i = 0; i < shape.Batch * shape.NewHeight; i++)
        {
            context.ThrowIfCancelled();
            var image = images.Slice(i / shape.NewHeight * shape.Height * shape.RowLength, shape.Height * shape.RowLength);
            SumRows(image, i % shape.NewHeight, rowFactor, shape, line);
            var row = target.Slice(i * shape.NewRowLength, shape.NewRowLength);
            for (int x = 0; x < shape.NewWidth; x++)
            {
                SumColumns(line, x, columnFactor, share, shape, row.Slice(x * shape.Channels, shape.Channels));
            }
        }
    }

    private static void SumRows(ReadOnlySpan<T> image, int y, float factor, in ResizeShape shape, Span<float> line)
    {
        line.Clear();
        var (from, to) = (y * factor, (y + 1) * factor);
        int end = (int)MathF.Ceiling(to);
        for (int v = (int)MathF.Floor(from); v < end; v++)
        {
            float weight = Weight(v, from, to, factor);
            var row = image.Slice(Math.Clamp(v, 0, shape.Height - 1) * line.Length, line.Length);
            for (int x = 0; x < row.Length; x++)
            {
                line[x] += float.CreateTruncating(row[x]) * weight;
            }
        }
    }

    private static void SumColumns(ReadOnlySpan<float> line, int x, float factor, float share, in ResizeShape shape, Span<float> pixel)
    {
        pixel.Clear();
        var (from, to) = (x * factor, (x + 1) * factor);
        int end = (int)MathF.Ceiling(to);
        for (int u = (int)MathF.Floor(from); u < end; u++)
        {
            float weight = Weight(u, from, to, factor) * share;
            var source = line.Slice(Math.Clamp(u, 0, shape.Width - 1) * pixel.Length, pixel.Length);
            for (int c = 0; c < pixel.Length; c++)
            {
                pixel[c] += source[c] * weight;
            }
        }
    }

    // How much of the pixel from index to index + 1 is within from and to.
    private static float Weight(int index, float from, float to, float factor) => index < from
        ? index + 1 > to ? factor : index + 1 - from
        : index + 1 > to ? to - index : 1;
}
