using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>DrawBoundingBoxes and V2: pictures with the outlines of boxes drawn over them.</summary>
internal sealed class DrawBoxesKernel : Kernel
{
    // Red, green, blue, …: the colours of TensorFlow's own table, for pictures of up to four channels.
    private static readonly float[][] s_colors =
    [
        [1, 1, 0, 1], [0, 0, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1], [0.5f, 0, 0.5f, 1],
        [0.5f, 0.5f, 0, 1], [0.5f, 0, 0, 1], [0, 0, 0.5f, 1], [0, 1, 1, 1], [1, 0, 1, 1],
    ];

    private static readonly float[] s_white = [1];

    public override void Run(KernelContext context)
    {
        var images = context.Input(0);
        var boxes = context.Input(1);
        if (images.Rank != 4)
        {
            throw OperationException.InvalidArgument($"The rank of the images should be 4, got shape {images.Shape}");
        }

        if (boxes.Rank != 3 || boxes[2] != 4)
        {
            throw OperationException.InvalidArgument($"The size of the third dimension of the box must be 4. Received: {boxes.Shape}");
        }

        if (boxes[0] != images[0])
        {
            throw OperationException.InvalidArgument($"The batch sizes should be the same: {images[0]} pictures, boxes for {boxes[0]}");
        }

        if (images[3] is not (1 or 3 or 4))
        {
            throw OperationException.InvalidArgument($"Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA), got {images[3]}");
        }

        var colors = context.InputCount > 2 ? context.Input(2) : null;
        if (colors is not null && (colors.Rank != 2 || colors[1] < images[3]))
        {
            throw OperationException.InvalidArgument($"colors must be a 2-D matrix of at least {images[3]} columns, got shape {colors.Shape}");
        }

        var output = context.OutputOver(0, 0, images.Shape);
        if (output != images)
        {
            images.Bytes.CopyTo(output.WritableBytes);
        }

        for (int i = 0; i < boxes[0] * boxes[1]; i++)
        {
            context.ThrowIfCancelled();
            int image = i / boxes[1];
            int size = images[1] * images[2] * images[3];
            Draw(output.WritableSpan<float>().Slice(image * size, size), images, boxes.Span<float>().Slice(4 * i, 4), Color(colors, i % boxes[1], images[3]));
        }
    }

    private static ReadOnlySpan<float> Color(Tensor? colors, int box, int channels)
    {
        if (colors is { Count: > 0 })
        {
            return colors.Span<float>().Slice(box % colors[0] * colors[1], channels);
        }

        return channels == 1 ? s_white : s_colors[box % s_colors.Length].AsSpan(0, channels);
    }

    private static void Draw(Span<float> image, Tensor images, ReadOnlySpan<float> box, ReadOnlySpan<float> color)
    {
        var (height, width) = (images[1], images[2]);
        long top = Scale(box[0], height);
        long left = Scale(box[1], width);
        long bottom = Scale(box[2], height);
        long right = Scale(box[3], width);
        if (top > bottom || left > right || top >= height || bottom < 0 || left >= width || right < 0)
        {
            return;
        }

        int firstRow = (int)Math.Max(top, 0), lastRow = (int)Math.Min(bottom, height - 1);
        int firstColumn = (int)Math.Max(left, 0), lastColumn = (int)Math.Min(right, width - 1);
        for (int y = firstRow; y <= lastRow; y++)
        {
            bool whole = y == top || y == bottom;
            for (int x = firstColumn; x <= lastColumn; x++)
            {
                if (whole || x == left || x == right)
                {
                    color.CopyTo(image.Slice((y * width + x) * color.Length, color.Length));
                }
            }
        }
    }

    private static long Scale(float side, int size) => (long)(side * (size - 1));
}
