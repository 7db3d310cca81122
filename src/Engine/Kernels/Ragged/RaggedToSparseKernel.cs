using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedTensorToSparse: the values with their positions.</summary>
internal sealed class RaggedToSparseKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        int levels = context.InputCount - 1;
        var splits = new Tensor[levels];
        for (int level = 0; level < levels; level++)
        {
            splits[level] = context.Input(level);
        }

        var values = context.Input(levels);
        RaggedSplits.RequireNested(splits, values);
        int rank = levels + values.Rank;
        var indices = context.Output(0, Shape.From([values.Count, rank])).WritableSpan<long>();
        context.Forward(1, values, new Shape(values.Count));
        var lengths = context.Output(2, new Shape(rank)).WritableSpan<long>();
        lengths[0] = splits[0].Count - 1;
        for (int level = 0; level < levels; level++)
        {
            for (int row = 0; row + 1 < splits[level].Count; row++)
            {
                lengths[level + 1] = Math.Max(row == 0 ? 0 : lengths[level + 1], splits[level].Integer(row + 1) - splits[level].Integer(row));
            }

            lengths[level + 1] = splits[level].Count == 1 ? 0 : lengths[level + 1];
        }

        for (int axis = 1; axis < values.Rank; axis++)
        {
            lengths[levels + axis] = values[axis];
        }

        Fill(context, splits, values, indices, rank);
    }

    private static void Fill(KernelContext context, Tensor[] splits, Tensor values, Span<long> indices, int rank)
    {
        int levels = splits.Length;
        int inner = RaggedSplits.InnerCount(values);
        int[] rows = new int[levels];
        for (int i = 0; i < values[0]; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);

            // The row that holds the value, from the innermost axis out; rows without values are stepped over.
            long below = i;
            for (int level = levels - 1; level >= 0; level--)
            {
                while (splits[level].Integer(rows[level] + 1) <= below)
                {
                    rows[level]++;
                }

                Span<long> index = indices[(i * inner * rank)..];
                if (inner > 0)
                {
                    index[level + 1] = below - splits[level].Integer(rows[level]);
                }

                below = rows[level];
            }

            for (int j = 0; j < inner; j++)
            {
                var index = indices.Slice(((i * inner) + j) * rank, rank);
                indices.Slice(i * inner * rank, levels + 1).CopyTo(index);
                index[0] = below;
                for (int axis = values.Rank - 1, rest = j; axis >= 1; axis--)
                {
                    index[levels + axis] = rest % values[axis];
                    rest /= values[axis];
                }
            }
        }
    }
}
