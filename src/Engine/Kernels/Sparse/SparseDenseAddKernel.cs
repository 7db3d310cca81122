using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseTensorDenseAdd: a dense tensor with the elements of a sparse one added.</summary>
internal sealed class SparseDenseAddKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var indices = context.Input(0);
        var values = context.Input(1);
        var lengths = context.Input(2);
        var dense = context.Input(3);
        if (indices.Rank != 2 || values.Rank != 1 || lengths.Rank != 1 || values[0] != indices[0] || lengths[0] != indices[1])
        {
            throw OperationException.InvalidArgument($"Expected the indices, values and shape of a sparse tensor, received shapes {indices.Shape}, {values.Shape} and {lengths.Shape}");
        }

        if (lengths.Count != dense.Rank)
        {
            throw OperationException.InvalidArgument($"Two operands have different dimensions; received: {lengths.Count} and {dense.Rank}");
        }

        for (int axis = 0; axis < dense.Rank; axis++)
        {
            if (lengths.Integer(axis) != dense[axis])
            {
                throw OperationException.InvalidArgument($"Dimension {axis} does not equal (no broadcasting is supported): sparse side {lengths.Integer(axis)} vs dense side {dense[axis]}");
            }
        }

        var output = context.Output(0, dense.Shape);
        Elements.Copy(dense, 0, output, 0, dense.Count);
        Add(context, indices, values.Span<T>(), output);
    }

    private static void Add(KernelContext context, Tensor indices, ReadOnlySpan<T> values, Tensor output)
    {
        int rank = output.Rank;
        var sums = output.WritableSpan<T>();
        for (int i = 0; i < values.Length; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            int offset = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                long index = indices.Integer((i * rank) + axis);
                if (index < 0 || index >= output[axis])
                {
                    throw OperationException.InvalidArgument(
                        $"Sparse tensor has an invalid index on dimension {axis}: a_indices({i},{axis}) = {index}, dense tensor shape: {output.Shape}");
                }

                offset = (offset * output[axis]) + (int)index;
            }

            sums[offset] += values[i];
        }
    }
}
