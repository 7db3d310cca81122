using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A pooling of pictures or volumes.</summary>
/// <typeparam name="TPooling">What is made of a window.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class PoolingKernel<TPooling, T> : Kernel
    where TPooling : struct, IPooling<T>
    where T : unmanaged
{
    private readonly KernelNode? _node;
    private readonly PoolingWindow? _window;

    /// <param name="node">The node.</param>
    /// <param name="rank">The axes of its values.</param>
    public PoolingKernel(KernelNode node, int rank)
    {
        if (node.InputCount == 1)
        {
            _window = new PoolingWindow(node, rank, node.Integers("ksize"), node.Integers("strides"));
        }
        else if (node.Constant(1) is { } sizes && node.Constant(2) is { } strides)
        {
            _window = new PoolingWindow(node, rank, [.. sizes.Span<int>()], [.. strides.Span<int>()]);
        }
        else
        {
            _node = node;
        }

        if (_window is { Channels: > 1 })
        {
            throw KernelNode.Unsupported($"{node.Operation} over channels as well as pixels is not yet supported.");
        }
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var window = _window ?? new PoolingWindow(_node!, 4, [.. context.Input(1).Span<int>()], [.. context.Input(2).Span<int>()]);
        var shape = window.Over(input.Shape);
        var result = context.Output(0, window.Result(shape));
        if (result.Count == 0)
        {
            return;
        }

        T* source = (T*)input.Pointer;
        T* target = (T*)result.Pointer;
        int pixels = checked(shape.Depth.Input * shape.Height.Input * shape.Width.Input), resultPixels = checked(shape.Depth.Output * shape.Height.Output * shape.Width.Output);
        if (window.IsChannelsFirst)
        {
            source = ChannelOrder.Exchanged(context, source, shape.Images, shape.Channels, pixels);
            fixed (T* scratch = context.Scratch<T>(result.Count))
            {
                target = scratch;
            }
        }

        var work = new PoolingWork<TPooling, T>(shape, source, target);
        context.Share(work.Count, work.PieceLength, ref work);
        if (window.IsChannelsFirst)
        {
            ChannelOrder.Exchange(context, target, (T*)result.Pointer, shape.Images, resultPixels, shape.Channels);
        }
    }
}
