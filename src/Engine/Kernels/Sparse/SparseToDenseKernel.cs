using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseToDense: a dense tensor of one value with others at some positions.</summary>
internal sealed class SparseToDenseKernel(bool validates) : Kernel
{
    public override void Run(KernelContext context)
    {
        var indices = context.Input(0);
        var shape = context.Input(1);
        var values = context.Input(2);
        var fill = context.Input(3);
        if (indices.Rank > 2)
        {
            throw OperationException.InvalidArgument($"sparse_indices should be a scalar, vector, or matrix, got shape {indices.Shape}");
        }

        int count = indices.Rank > 0 ? indices[0] : 1;
        int rank = indices.Rank > 1 ? indices[1] : 1;
        if (shape.Rank != 1)
        {
            throw OperationException.InvalidArgument($"output_shape must be rank 1, got shape {shape.Shape}");
        }

        if (shape.Count != rank)
        {
            throw OperationException.InvalidArgument($"output_shape has incorrect number of elements: {shape.Count} should be: {rank}");
        }

        if (values.Rank > 1 || (values.Rank == 1 && values.Count != count))
        {
            throw OperationException.InvalidArgument($"sparse_values has incorrect shape {values.Shape}, should be [] or [{count}]");
        }

        if (fill.Rank != 0)
        {
            throw OperationException.InvalidArgument("default_value should be a scalar.");
        }

        long[] lengths = [.. Enumerable.Range(0, rank).Select(axis => shape.Integer(axis))];
        if (Array.Find(lengths, length => length < 0) is < 0 and var negative)
        {
            throw OperationException.InvalidArgument($"Dimension {negative} must be >= 0");
        }

        var output = context.Output(0, Shape.From(lengths));
        Elements.Fill(output, fill);
        Scatter(context, indices, values, lengths, output, count);
    }

    private void Scatter(KernelContext context, Tensor indices, Tensor values, long[] lengths, Tensor output, int count)
    {
        int rank = lengths.Length;
        Span<long> index = stackalloc long[Shape.MaxRank];
        Span<long> previous = stackalloc long[Shape.MaxRank];
        for (int i = 0; i < count; i++)
        {
            long offset = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                index[axis] = indices.Integer((i * rank) + axis);
                if (index[axis] < 0 || index[axis] >= lengths[axis])
                {
                    throw OperationException.InvalidArgument(validates
                        ? $"indices[{i}] = [{SparseValue.Join(Position(indices, i, rank))}] is out of bounds: need 0 <= index < [{SparseValue.Join(lengths)}]"
                        : $"Indices are not valid (out of bounds).  Shape: {output.Shape}");
                }

                offset = (offset * lengths[axis]) + index[axis];
            }

            int order = i == 0 || !validates ? 1 : SparseValue.Compare(index[..rank], previous[..rank]);
            if (order <= 0)
            {
                throw OperationException.InvalidArgument($"indices[{i}] = [{SparseValue.Join(index[..rank])}] is {(order == 0 ? "repeated" : "out of order. Many sparse ops require sorted indices.\n    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n")}");
            }

            index.CopyTo(previous);
            Elements.Copy(values, values.Rank == 0 ? 0 : i, output, (int)offset, 1);
            Text.TextContext.ThrowIfCancelledEvery(context, i);
        }
    }

    private static long[] Position(Tensor indices, int element, int rank) => [.. Enumerable.Range(0, rank).Select(axis => indices.Integer((element * rank) + axis))];
}
