using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseFillEmptyRows: a default at the beginning of each row without elements.</summary>
internal sealed class FillEmptyRowsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        var fill = context.Input(3);
        if (fill.Rank != 0)
        {
            throw OperationException.InvalidArgument($"default_value must be a scalar, saw: {fill.Shape}");
        }

        if (sparse.Rank == 0)
        {
            throw OperationException.InvalidArgument("Dense shape cannot be empty.");
        }

        long rows = sparse.Lengths[0];
        if (rows == 0 && sparse.Count > 0)
        {
            throw OperationException.InvalidArgument($"Received SparseTensor with dense_shape[0] = 0 but indices.shape[0] = {sparse.Count}");
        }

        // Positions of elements in each row, and the row's first place in the output.
        var isEmpty = context.Output(2, Shape.From([rows])).WritableSpan<bool>();
        var starts = context.Scratch<int>(checked(isEmpty.Length + 1));
        starts.Clear();
        for (int i = 0; i < sparse.Count; i++)
        {
            long row = sparse.Index(i)[0];
            if (row < 0 || row >= rows)
            {
                throw OperationException.InvalidArgument($"indices({i}, 0) is invalid: {row} >= {rows}");
            }

            starts[(int)row + 1]++;
        }

        for (int row = 0; row < isEmpty.Length; row++)
        {
            isEmpty[row] = starts[row + 1] == 0;
            starts[row + 1] = checked(starts[row] + Math.Max(1, starts[row + 1]));
        }

        Place(context, sparse, fill, isEmpty, starts);
    }

    private static void Place(KernelContext context, SparseValue sparse, Tensor fill, ReadOnlySpan<bool> isEmpty, Span<int> starts)
    {
        int total = starts[isEmpty.Length];
        var indices = context.GiveIndices(0, total, sparse.Rank);
        var values = context.Output(1, new Shape(total));
        var places = context.Output(3, new Shape(sparse.Count)).WritableSpan<long>();
        for (int row = 0; row < isEmpty.Length; row++)
        {
            if (isEmpty[row])
            {
                var index = indices.Slice(starts[row] * sparse.Rank, sparse.Rank);
                index.Clear();
                index[0] = row;
                Elements.Copy(fill, 0, values, starts[row], 1);
            }
        }

        for (int i = 0; i < sparse.Count; i++)
        {
            int place = starts[(int)sparse.Index(i)[0]]++;
            places[i] = place;
            sparse.Index(i).CopyTo(indices[(place * sparse.Rank)..]);
            Elements.Copy(sparse.Values, i, values, place, 1);
        }
    }
}
