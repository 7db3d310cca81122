using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>ResizeNearestNeighbor: the pixel that is there, of any type.</summary>
internal sealed class ResizeNearestKernel(ResizeScale scale) : Kernel
{
    public override void Run(KernelContext context)
    {
        var shape = ResizeShape.Read(context);
        var images = context.Input(0);
        var output = context.Output(0, shape.Output);
        if (output.Count == 0)
        {
            return;
        }

        var rows = context.Scratch<int>(shape.NewHeight);
        var columns = context.Scratch<int>(shape.NewWidth);
        Fill(rows, shape.Height);
        Fill(columns, shape.Width);
        int pixel = shape.Channels * DataTypes.SizeOf(images.Type);
        var work = new Copying(images, output, pixel);
        for (int i = 0; i < shape.Batch * shape.NewHeight; i++)
        {
            context.ThrowIfCancelled();
            int row = (i / shape.NewHeight * shape.Height) + rows[i % shape.NewHeight];
            work.Row(row, shape.Width, i, columns);
        }
    }

    private void Fill(Span<int> places, int size)
    {
        float factor = scale.Factor(size, places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            float place = scale.HalfPixelCenters ? (i + 0.5f) * factor : i * factor;
            place = scale.AlignCorners ? MathF.Round(place, MidpointRounding.AwayFromZero) : MathF.Floor(place);
            places[i] = Math.Clamp((int)place, 0, size - 1);
        }
    }

    private readonly unsafe struct Copying(Tensor images, Tensor output, int pixel)
    {
        private readonly byte* _source = images.Pointer;
        private readonly byte* _target = output.Pointer;

        public void Row(int row, int width, int newRow, ReadOnlySpan<int> columns)
        {
            byte* from = _source + (nint)row * width * pixel;
            byte* to = _target + (nint)newRow * columns.Length * pixel;
            switch (pixel)
            {
                case 1:
                    Move(from, to, columns);
                    break;
                case 4:
                    Move((uint*)from, (uint*)to, columns);
                    break;
                default:
                    foreach (int column in columns)
                    {
                        Buffer.MemoryCopy(from + (nint)column * pixel, to, pixel, pixel);
                        to += pixel;
                    }

                    break;
            }
        }

        private static void Move<T>(T* from, T* to, ReadOnlySpan<int> columns)
            where T : unmanaged
        {
            for (int x = 0; x < columns.Length; x++)
            {
                to[x] = from[columns[x]];
            }
        }
    }
}
