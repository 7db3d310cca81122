using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Losses that are one number.</summary>
internal static class Losses
{
    /// <summary>Half the sum of the squares.</summary>
    public static void HalfOfSquares<T>(KernelContext context)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        context.Output(0, Shape.Scalar).WritableSpan<T>()[0] = TensorPrimitives.SumOfSquares(context.Input(0).Span<T>()) / T.CreateChecked(2);
}
