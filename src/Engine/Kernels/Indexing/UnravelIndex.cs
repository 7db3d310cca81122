using TypedModels.Engine.Kernels.Shapes;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>UnravelIndex: the coordinates of places in the order of the elements.</summary>
internal static class UnravelIndex
{
    /// <summary>One row of the result for each axis.</summary>
    public static void Run(KernelContext context)
    {
        var (indices, lengths) = (context.Input(0), context.Input(1));
        if (indices.Rank > 1 || lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument(
                indices.Rank > 1 ? $"The indices can only be scalar or vector, got \"{indices.Shape}\"" : $"The dims can only be 1-D, got \"{lengths.Shape}\"");
        }

        int rank = lengths.Count;
        long count = CountOf(lengths);
        var output = context.Output(0, indices.Rank == 0 ? new Shape(rank) : new Shape(rank, indices.Count));
        for (int i = 0; i < indices.Count; i++)
        {
            long rest = indices.Integer(i);
            if (rest >= count)
            {
                throw OperationException.InvalidArgument($"index is out of bound as with dims: {rest} is not below {count}");
            }

            for (int axis = rank - 1; axis >= 0; axis--)
            {
                (rest, long coordinate) = Math.DivRem(rest, lengths.Integer(axis));
                Arguments.Set(output, (axis * indices.Count) + i, coordinate);
            }
        }
    }

    private static long CountOf(Tensor lengths)
    {
        long count = 1;
        for (int axis = 0; axis < lengths.Count; axis++)
        {
            long length = lengths.Integer(axis);
            if (length <= 0)
            {
                throw OperationException.InvalidArgument(length == 0 ? "Input dims cannot contain a dim of zero, but dims contains zero." : $"Input dims cannot be negative, but dims contains {length}.");
            }

            try
            {
                count = checked(count * length);
            }
            catch (OverflowException)
            {
                throw OperationException.InvalidArgument("Input dims product is causing integer overflow");
            }
        }

        return count;
    }
}
