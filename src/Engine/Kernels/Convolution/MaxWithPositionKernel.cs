using System.Numerics;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>The largest element of each window, and where it was.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TIndex">The positions.</typeparam>
internal sealed unsafe class MaxWithPositionKernel<T, TIndex> : Kernel
    where T : unmanaged, INumber<T>
    where TIndex : unmanaged, INumber<TIndex>
{
    private readonly PoolingWindow _window;
    private readonly bool _countsImages;

    /// <param name="node">The node.</param>
    public MaxWithPositionKernel(KernelNode node)
    {
        _window = new PoolingWindow(node, 4, node.Integers("ksize"), node.Integers("strides"));
        _countsImages = node.Flag("include_batch_in_index");
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var shape = _window.Over(input.Shape);
        var largest = context.Output(0, _window.Result(shape));
        var positions = context.Output(1, largest.Shape);
        if (largest.Count > 0)
        {
            var work = new Work(shape, _countsImages, (T*)input.Pointer, (T*)largest.Pointer, (TIndex*)positions.Pointer);
            context.Share(checked(shape.Images * shape.Height.Output), 1, ref work);
        }
    }

    private readonly struct Work(PoolingShape shape, bool countsImages, T* input, T* largest, TIndex* positions) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            int channels = shape.Channels;
            for (int item = start; item < end; item++)
            {
                int image = item / shape.Height.Output, row = item % shape.Height.Output;
                T* picture = input + ((nint)image * shape.Height.Input * shape.Width.Input * channels);
                long before = countsImages ? (long)image * shape.Height.Input * shape.Width.Input * channels : 0;
                for (int x = 0; x < shape.Width.Output; x++)
                {
                    nint target = ((nint)item * shape.Width.Output + x) * channels;
                    for (int channel = 0; channel < channels; channel++)
                    {
                        int best = Find(picture, row, x, channel);
                        largest[target + channel] = picture[best];
                        positions[target + channel] = TIndex.CreateTruncating(before + best);
                    }
                }
            }
        }

        private int Find(T* picture, int row, int x, int channel)
        {
            var (firstY, endY) = shape.Height.Inside(row);
            var (firstX, endX) = shape.Width.Inside(x);
            int best = -1;
            for (int i = firstY; i < endY; i++)
            {
                for (int j = firstX; j < endX; j++)
                {
                    int y = (row * shape.Height.Stride) - shape.Height.Before + i;
                    int position = ((((y * shape.Width.Input) + (x * shape.Width.Stride) - shape.Width.Before + j) * shape.Channels)) + channel;
                    best = best < 0 || picture[position] > picture[best] ? position : best;
                }
            }

            return best;
        }
    }
}
