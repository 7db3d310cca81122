using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedGather: rows of a ragged tensor, picked by number.</summary>
internal sealed class RaggedGatherKernel(int levels) : Kernel
{
    public override void Run(KernelContext context)
    {
        var splits = new Tensor[levels];
        for (int level = 0; level < levels; level++)
        {
            splits[level] = context.Input(level);
        }

        var values = context.Input(levels);
        var indices = context.Input(levels + 1);
        RequireSplits(splits, values);
        int extra = Math.Max(0, indices.Rank - 1);
        if (context.OutputCount != levels + extra + 1 && indices.Rank > 0)
        {
            throw OperationException.InvalidArgument($"Expected {levels + extra} output splits for indices of shape {indices.Shape}, the node has {context.OutputCount - 1}");
        }

        // Slices of rows of the present axis, in the order of the output.
        var slices = new List<(long Start, long End)>();
        int rows = splits[0].Count - 1;
        for (int i = 0; i < indices.Count; i++)
        {
            long row = indices.Integer(i);
            if (row < 0 || row >= rows)
            {
                throw OperationException.InvalidArgument($"indices{(indices.Rank == 0 ? "" : $"[{Position(indices, i)}]")} = {row} is not in [0, {rows})");
            }

            slices.Add((row, row + 1));
        }

        GiveOuterSplits(context, indices, extra);
        for (int level = 0; level < levels; level++)
        {
            slices = Follow(context, splits[level], slices, extra + level, indices.Rank > 0);
        }

        GiveValues(context, values, slices);
    }

    // A picked row alone, of a scalar index, has no axis of its own; TensorFlow gives its rows' first axis away too.
    private static List<(long Start, long End)> Follow(KernelContext context, Tensor splits, List<(long Start, long End)> slices, int output, bool isGiven)
    {
        var below = new List<(long, long)>();
        var result = new List<long> { 0 };
        foreach (var (start, end) in slices)
        {
            context.ThrowIfCancelled();
            for (long row = start; row < end; row++)
            {
                result.Add(checked(result[^1] + splits.Integer((int)row + 1) - splits.Integer((int)row)));
            }

            if (start < end)
            {
                below.Add((splits.Integer((int)start), splits.Integer((int)end)));
            }
        }

        if (isGiven)
        {
            RaggedSplits.Give(context, output, result);
        }

        return below;
    }

    private static void GiveOuterSplits(KernelContext context, Tensor indices, int extra)
    {
        for (int axis = 0; axis < extra; axis++)
        {
            int rows = indices.Shape.Product(0, axis + 1);
            var splits = new long[rows + 1];
            for (int row = 0; row <= rows; row++)
            {
                splits[row] = (long)row * indices[axis + 1];
            }

            RaggedSplits.Give(context, axis, splits);
        }
    }

    private static void GiveValues(KernelContext context, Tensor values, List<(long Start, long End)> slices)
    {
        long total = 0;
        foreach (var (start, end) in slices)
        {
            total = checked(total + end - start);
        }

        int inner = RaggedSplits.InnerCount(values);
        var output = context.Output(context.OutputCount - 1, values.Shape.With(0, checked((int)total)));
        int next = 0;
        foreach (var (start, end) in slices)
        {
            int count = (int)(end - start) * inner;
            Elements.Copy(values, (int)start * inner, output, next, count);
            next += count;
        }
    }

    private static void RequireSplits(Tensor[] splits, Tensor values)
    {
        if (values.Rank == 0)
        {
            throw OperationException.InvalidArgument("params.rank must be nonzero");
        }

        for (int level = 0; level < splits.Length; level++)
        {
            if (splits[level].Count == 0)
            {
                throw OperationException.InvalidArgument("Ragged splits may not be empty.");
            }

            long most = level + 1 < splits.Length ? splits[level + 1].Count - 1 : values[0];
            for (int i = 0; i < splits[level].Count; i++)
            {
                long split = splits[level].Integer(i);
                if (split < 0)
                {
                    throw OperationException.InvalidArgument("Ragged splits must be non-negative");
                }

                if (split > most)
                {
                    throw OperationException.InvalidArgument("Ragged splits must not point past values");
                }

                if (i > 0 && split < splits[level].Integer(i - 1))
                {
                    throw OperationException.InvalidArgument("Ragged splits must be sorted in ascending order");
                }
            }
        }
    }

    private static string Position(Tensor indices, int index)
    {
        var position = new int[indices.Rank];
        for (int axis = indices.Rank - 1; axis >= 0; axis--)
        {
            position[axis] = index % indices[axis];
            index /= indices[axis];
        }

        return string.Join(',', position);
    }
}
