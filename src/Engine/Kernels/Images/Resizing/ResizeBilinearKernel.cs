using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>ResizeBilinear: between four neighbours, to float. Each row is spread once across, then two of them are blended.</summary>
internal sealed class ResizeBilinearKernel<T>(ResizeScale scale) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private const int PieceElements = 16 * 1024;

    public override unsafe void Run(KernelContext context)
    {
        var shape = ResizeShape.Read(context);
        var output = context.Output(0, shape.Output);
        if (output.Count == 0)
        {
            return;
        }

        var rows = context.Scratch<Lerp>(shape.NewHeight);
        var columns = context.Scratch<Lerp>(shape.NewWidth);
        Lerp.Fill(rows, scale, shape.Height, 1);
        Lerp.Fill(columns, scale, shape.Width, shape.Channels);
        int piece = Math.Clamp(PieceElements / shape.NewRowLength, 1, 64);
        int pieces = (shape.Batch * shape.NewHeight + piece - 1) / piece;
        var buffers = context.Scratch<float>(checked(2 * shape.NewRowLength * pieces));
        fixed (Lerp* row = rows)
        fixed (Lerp* column = columns)
        fixed (float* buffer = buffers)
        {
            var work = new Work((T*)context.Input(0).Pointer, (float*)output.Pointer, row, column, buffer, shape, piece);
            context.Share(shape.Batch * shape.NewHeight, piece, ref work);
        }
    }

    private readonly unsafe struct Work(T* images, float* output, Lerp* rows, Lerp* columns, float* buffers, ResizeShape shape, int piece) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            int length = shape.NewRowLength;
            var first = new Span<float>(buffers + (nint)(start / piece) * 2 * length, length);
            var second = new Span<float>(buffers + (nint)(start / piece) * 2 * length + length, length);
            int firstRow = -1;
            int secondRow = -1;
            for (int i = start; i < end; i++)
            {
                int image = i / shape.NewHeight;
                var row = rows[i % shape.NewHeight];
                int lower = image * shape.Height + row.Lower;
                int upper = image * shape.Height + row.Upper;
                if (firstRow != lower)
                {
                    if (secondRow == lower)
                    {
                        var swap = first;
                        first = second;
                        second = swap;
                        (firstRow, secondRow) = (secondRow, firstRow);
                    }
                    else
                    {
                        Spread(lower, first);
                        firstRow = lower;
                    }
                }

                var target = new Span<float>(output + (nint)i * length, length);
                if (row.Weight == 0 || lower == upper)
                {
                    first.CopyTo(target);
                    continue;
                }

                if (secondRow != upper)
                {
                    Spread(upper, second);
                    secondRow = upper;
                }

                Blend(first, second, row.Weight, target);
            }
        }

        private void Spread(int row, Span<float> target)
        {
            T* source = images + (nint)row * shape.RowLength;
            int channels = shape.Channels;
            if (channels == 1)
            {
                for (int x = 0; x < target.Length; x++)
                {
                    target[x] = Between(source, columns[x], 0);
                }

                return;
            }

            if (channels == 3)
            {
                for (int x = 0; x < shape.NewWidth; x++)
                {
                    var column = columns[x];
                    target[3 * x] = Between(source, column, 0);
                    target[3 * x + 1] = Between(source, column, 1);
                    target[3 * x + 2] = Between(source, column, 2);
                }

                return;
            }

            for (int x = 0; x < shape.NewWidth; x++)
            {
                var column = columns[x];
                var pixel = target.Slice(x * channels, channels);
                if (typeof(T) == typeof(float))
                {
                    Blend(new Span<float>((float*)source + column.Lower, channels), new Span<float>((float*)source + column.Upper, channels), column.Weight, pixel);
                    continue;
                }

                for (int c = 0; c < channels; c++)
                {
                    pixel[c] = Between(source, column, c);
                }
            }
        }

        private static float Between(T* source, Lerp column, int channel)
        {
            float left = float.CreateTruncating(source[column.Lower + channel]);
            return left + (float.CreateTruncating(source[column.Upper + channel]) - left) * column.Weight;
        }

        private static void Blend(ReadOnlySpan<float> from, ReadOnlySpan<float> to, float weight, Span<float> target)
        {
            int width = Vector<float>.Count;
            int i = 0;
            ref float start = ref MemoryMarshal.GetReference(from);
            ref float stop = ref MemoryMarshal.GetReference(to);
            ref float result = ref MemoryMarshal.GetReference(target);
            for (; i <= target.Length - width; i += width)
            {
                var a = Vector.LoadUnsafe(ref start, (nuint)i);
                (a + (Vector.LoadUnsafe(ref stop, (nuint)i) - a) * weight).StoreUnsafe(ref result, (nuint)i);
            }

            for (; i < target.Length; i++)
            {
                target[i] = from[i] + (to[i] - from[i]) * weight;
            }
        }
    }
}
