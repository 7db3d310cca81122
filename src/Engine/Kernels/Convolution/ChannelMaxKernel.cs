using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A pooling over neighbouring channels of one pixel.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="channels">How many channels become one.</param>
internal sealed class ChannelMaxKernel<T>(int channels) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank != 4 || input[3] % channels != 0)
        {
            throw OperationException.Unimplemented($"Depthwise max pooling requires the depth window to evenly divide the input depth: {channels} and {input.Shape}");
        }

        var result = context.Output(0, input.Shape.With(3, input[3] / channels));
        var target = result.WritableSpan<T>();
        var source = input.Span<T>();
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = TensorPrimitives.Max(source.Slice(i * channels, channels));
        }
    }
}
