using System.Numerics;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>The cross product of vectors of three elements, the innermost axis.</summary>
internal static class CrossProducts
{
    /// <summary>Computes it.</summary>
    public static void Cross<T>(KernelContext context)
        where T : unmanaged, INumberBase<T>
    {
        var left = context.Input(0);
        var right = context.Input(1);
        if (left.Shape != right.Shape)
        {
            throw OperationException.InvalidArgument($"Both inputs must be of same shape: {left.Shape} vs. {right.Shape}");
        }

        if (left.Rank < 1 || left.Shape[^1] != 3)
        {
            throw new OperationException(ModelErrorCode.FailedPrecondition, $"Cross-products are only defined for 3-element vectors: {left.Shape}");
        }

        var result = context.Output(0, left.Shape).WritableSpan<T>();
        ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
        for (int i = 0; i < result.Length; i += 3)
        {
            result[i] = (a[i + 1] * b[i + 2]) - (a[i + 2] * b[i + 1]);
            result[i + 1] = (a[i + 2] * b[i]) - (a[i] * b[i + 2]);
            result[i + 2] = (a[i] * b[i + 1]) - (a[i + 1] * b[i]);
        }
    }
}
