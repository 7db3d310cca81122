using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseReshape and SparseReorder.</summary>
internal static class SparseShapeOperations
{
    /// <summary>SparseReshape: positions in another shape of as many elements.</summary>
    public static void Reshape(KernelContext context)
    {
        var indices = context.Input(0);
        var from = context.Input(1);
        var to = context.Input(2);
        if (indices.Rank != 2)
        {
            throw OperationException.InvalidArgument($"Input indices should be a matrix but received shape {indices.Shape}");
        }

        if (from.Rank != 1 || to.Rank != 1)
        {
            throw OperationException.InvalidArgument($"{(from.Rank != 1 ? "Input" : "Target")} shape should be a vector but received shape {(from.Rank != 1 ? from : to).Shape}");
        }

        var oldLengths = from.Span<long>();
        if (indices[1] != oldLengths.Length)
        {
            throw OperationException.InvalidArgument("Input tensor rank must match input shape length.");
        }

        long[] newLengths = NewLengths(oldLengths, to.Span<long>().ToArray());
        context.GiveLengths(1, newLengths);
        Move(indices, oldLengths, newLengths, context.GiveIndices(0, indices[0], newLengths.Length), context);
    }

    /// <summary>SparseReorder: the same elements, by position.</summary>
    public static void Reorder(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        int[] order = sparse.Sorted();
        var indices = context.GiveIndices(0, sparse.Count, sparse.Rank);
        for (int i = 0; i < order.Length; i++)
        {
            sparse.Index(order[i]).CopyTo(indices[(i * sparse.Rank)..]);
        }

        context.GiveElements(1, sparse.Values, order);
    }

    private static long[] NewLengths(ReadOnlySpan<long> oldLengths, long[] lengths)
    {
        long dense = SparseOutput.DenseCount(oldLengths);
        int unknown = -1;
        long product = 1;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] == -1)
            {
                unknown = unknown < 0 ? axis : throw OperationException.InvalidArgument($"only one output dimension may be -1, not both {unknown} and {axis}");
                continue;
            }

            if (lengths[axis] < 0)
            {
                throw OperationException.InvalidArgument($"size {axis} must be non-negative, not {lengths[axis]}");
            }

            product = SparseOutput.DenseCount([product, lengths[axis]]);
        }

        if (unknown >= 0)
        {
            if (product == 0)
            {
                throw OperationException.InvalidArgument("reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero");
            }

            lengths[unknown] = dense / product;
            if (lengths[unknown] * product != dense)
            {
                throw OperationException.InvalidArgument(
                    $"Input to reshape is a SparseTensor with {dense} dense values, but the requested shape requires a multiple of {product}. input_shape=[{SparseValue.Join(oldLengths)}] output_shape=[{SparseValue.Join(lengths)}]");
            }

            product = dense;
        }

        return product == dense
            ? lengths
            : throw OperationException.InvalidArgument(
                $"Input to reshape is a tensor with {dense} dense values, but the requested shape has {product}. input_shape=[{SparseValue.Join(oldLengths)}] output_shape=[{SparseValue.Join(lengths)}]");
    }

    private static void Move(Tensor indices, ReadOnlySpan<long> oldLengths, ReadOnlySpan<long> newLengths, Span<long> target, KernelContext context)
    {
        var source = indices.Span<long>();
        for (int i = 0; i < indices[0]; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            long offset = 0;
            for (int axis = 0; axis < oldLengths.Length; axis++)
            {
                offset = unchecked((offset * oldLengths[axis]) + source[(i * oldLengths.Length) + axis]);
            }

            for (int axis = newLengths.Length - 1; axis >= 0; axis--)
            {
                // The outermost position takes what is left, as TensorFlow has it for positions outside the shape.
                bool isOutermost = axis == 0 || newLengths[axis] == 0;
                target[(i * newLengths.Length) + axis] = isOutermost ? offset : offset % newLengths[axis];
                offset = isOutermost ? offset : offset / newLengths[axis];
            }
        }
    }
}
