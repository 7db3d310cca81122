using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>Checks row splits: where each row of a ragged axis begins, and last where all end.</summary>
internal static class RaggedSplits
{
    /// <summary>Makes sure that splits begin at 0, do not descend and end at the number of values.</summary>
    public static void Require(Tensor splits, long values)
    {
        if (splits.Rank != 1 || splits.Count == 0)
        {
            throw OperationException.InvalidArgument("ragged splits may not be empty.");
        }

        if (splits.Integer(0) != 0)
        {
            throw OperationException.InvalidArgument("First value of ragged splits must be 0.");
        }

        for (int i = 1; i < splits.Count; i++)
        {
            if (splits.Integer(i) < splits.Integer(i - 1))
            {
                throw OperationException.InvalidArgument($"Ragged splits should be non decreasing, but we got {splits.Integer(i - 1)} followed by {splits.Integer(i)}");
            }
        }

        if (splits.Integer(splits.Count - 1) != values)
        {
            throw OperationException.InvalidArgument("Final value of ragged splits must match the length the corresponding ragged values.");
        }
    }

    /// <summary>Makes sure that the splits of nested axes fit together and to the values below them.</summary>
    public static void RequireNested(ReadOnlySpan<Tensor> splits, Tensor values)
    {
        if (values.Rank == 0)
        {
            throw OperationException.InvalidArgument("Ragged values must be at least a vector.");
        }

        for (int level = 0; level < splits.Length; level++)
        {
            Require(splits[level], level + 1 < splits.Length ? splits[level + 1].Count - 1 : values[0]);
        }
    }

    /// <summary>Gives splits.</summary>
    public static void Give(KernelContext context, int output, IReadOnlyList<long> splits)
    {
        var target = context.Output(output, new Shape(splits.Count));
        for (int i = 0; i < splits.Count; i++)
        {
            Text.IntegerElements.Set(target, i, splits[i]);
        }
    }

    /// <summary>The number of values below each row of the outermost axis of a value: the product of its inner lengths.</summary>
    public static int InnerCount(Tensor values) => values.Shape.Product(1, values.Rank);
}
