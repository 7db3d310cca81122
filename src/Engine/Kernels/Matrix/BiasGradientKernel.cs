using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The sum of each channel.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="isChannelsFirst">Whether the channels are the second axis, not the last.</param>
internal sealed class BiasGradientKernel<T>(bool isChannelsFirst) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var given = context.Input(0);
        if (given.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Input tensor must be at least 2D: {given.Shape}");
        }

        int axis = isChannelsFirst ? 1 : given.Rank - 1, channels = given[axis], after = given.Shape.Product(axis + 1, given.Rank);
        var sums = context.Output(0, new Shape(channels)).WritableSpan<T>();
        sums.Clear();
        var values = given.Span<T>();
        for (int i = 0; i < values.Length; i++)
        {
            sums[i / after % channels] += values[i];
        }
    }
}
