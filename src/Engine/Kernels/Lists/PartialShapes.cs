using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Shapes that are known in part.</summary>
internal static class PartialShapes
{
    /// <summary>The shape in a tensor: its axes, −1 for unknown ones; a single −1 without axes for a shape of which nothing is known.</summary>
    /// <exception cref="OperationException">It is no shape.</exception>
    public static TensorShape Read(Tensor tensor)
    {
        if (tensor.Rank == 0)
        {
            return tensor.Integer(0) == -1 ? TensorShape.Unknown : throw OperationException.InvalidArgument($"The only valid scalar shape tensor is the fully unknown shape specified as -1, not {tensor.Integer(0)}.");
        }

        var lengths = new long[tensor.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = tensor.Integer(axis) is >= -1 and var length ? length : throw OperationException.InvalidArgument($"A shape has the length {tensor.Integer(axis)}.");
        }

        return new TensorShape(lengths);
    }

    /// <summary>Whether a value can have the shape <paramref name="expected"/>.</summary>
    public static bool Fits(TensorShape expected, in Shape actual)
    {
        if (!expected.HasRank)
        {
            return true;
        }

        bool fits = expected.Rank == actual.Rank;
        for (int axis = 0; fits && axis < actual.Rank; axis++)
        {
            fits = expected.Dimensions[axis] == TensorShape.UnknownDimension || expected.Dimensions[axis] == actual[axis];
        }

        return fits;
    }

    /// <summary>What is known of a shape that is both.</summary>
    /// <exception cref="OperationException">It cannot be both.</exception>
    public static TensorShape Merge(TensorShape left, TensorShape right)
    {
        if (!left.HasRank || !right.HasRank)
        {
            return left.HasRank ? left : right;
        }

        if (left.Rank != right.Rank)
        {
            throw Incompatible(left, right);
        }

        var lengths = new long[left.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            long one = left.Dimensions[axis], other = right.Dimensions[axis];
            lengths[axis] = one == TensorShape.UnknownDimension || one == other ? other : other == TensorShape.UnknownDimension ? one : throw Incompatible(left, right);
        }

        return new TensorShape(lengths);
    }

    /// <summary>The shape as one of a value.</summary>
    public static TensorShape Of(in Shape shape)
    {
        Span<long> lengths = stackalloc long[shape.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return new TensorShape(lengths);
    }

    private static OperationException Incompatible(TensorShape left, TensorShape right) =>
        OperationException.InvalidArgument($"Tried to merge incompatible element shapes: {left} and {right}.");
}
