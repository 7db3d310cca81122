using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>What the input of a pooling gets back from its result: of the largest, the first element that was it; of the mean, each element its part.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed class PoolingGradientKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly PoolingWindow _window;
    private readonly bool _isMean;

    /// <param name="node">The node.</param>
    /// <param name="isMean">Whether the mean was pooled, not the largest.</param>
    public PoolingGradientKernel(KernelNode node, bool isMean)
    {
        _isMean = isMean;
        _window = new PoolingWindow(node, 4, node.Integers("ksize"), node.Integers("strides"));
        if (_window.IsChannelsFirst || _window.Channels > 1)
        {
            throw KernelNode.Unsupported($"{node.Operation} on a processor takes channels last, and no window over them.");
        }
    }

    public override void Run(KernelContext context)
    {
        Shape wanted;
        if (_isMean)
        {
            var lengths = context.Input(0);
            wanted = lengths is { Rank: 1, Count: 4 }
                ? Shape.From([lengths.Integer(0), lengths.Integer(1), lengths.Integer(2), lengths.Integer(3)])
                : throw OperationException.InvalidArgument($"out_backprop must be 4-dimensional: orig_input_shape has the shape {lengths.Shape}");
        }
        else
        {
            wanted = context.Input(0).Shape;
        }

        var shape = _window.Over(wanted);
        var given = context.Input(_isMean ? 1 : 2);
        if (given.Shape != _window.Result(shape))
        {
            throw OperationException.InvalidArgument($"Expected grad shape to be {_window.Result(shape)}, but got {given.Shape}");
        }

        var target = context.Output(0, wanted).WritableSpan<T>();
        target.Clear();
        var gradients = given.Span<T>();
        for (int line = 0; line < shape.Images * shape.Height.Output && given.Count > 0; line++)
        {
            context.ThrowIfCancelled();
            int image = line / shape.Height.Output, row = line % shape.Height.Output;
            var (firstY, endY) = shape.Height.Inside(row);
            int top = (image * shape.Height.Input) + (row * shape.Height.Stride) - shape.Height.Before;
            for (int x = 0; x < shape.Width.Output; x++)
            {
                var (firstX, endX) = shape.Width.Inside(x);
                int left = (x * shape.Width.Stride) - shape.Width.Before;
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    T gradient = gradients[(((line * shape.Width.Output) + x) * shape.Channels) + channel];
                    int count = (endY - firstY) * (endX - firstX), largest = -1;
                    for (int i = 0; i < count; i++)
                    {
                        int place = ((((top + firstY + (i / (endX - firstX))) * shape.Width.Input) + left + firstX + (i % (endX - firstX))) * shape.Channels) + channel;
                        if (_isMean)
                        {
                            target[place] += gradient / T.CreateTruncating(count);
                        }
                        else if (largest < 0 || context.Input(0).Span<T>()[place] > context.Input(0).Span<T>()[largest])
                        {
                            largest = place;
                        }
                    }

                    if (largest >= 0)
                    {
                        target[largest] += gradient;
                    }
                }
            }
        }
    }
}
