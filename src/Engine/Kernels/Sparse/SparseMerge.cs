namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Goes through the elements of two sparse tensors together, by position.</summary>
internal static class SparseMerge
{
    /// <summary>The positions that either has, each with the elements there; −1 where one has none.</summary>
    public static List<(int Left, int Right)> Union(SparseValue left, SparseValue right)
    {
        var merged = new List<(int, int)>(left.Count + right.Count);
        int i = 0, j = 0;
        while (i < left.Count || j < right.Count)
        {
            int order = i == left.Count ? 1 : j == right.Count ? -1 : SparseValue.Compare(left.Index(i), right.Index(j));
            merged.Add((order <= 0 ? i++ : -1, order >= 0 ? j++ : -1));
        }

        return merged;
    }

    /// <summary>Makes sure that two sparse tensors have one shape.</summary>
    public static void RequireSameShape(SparseValue left, SparseValue right)
    {
        if (left.Rank != right.Rank)
        {
            throw OperationException.InvalidArgument($"Operands do not have the same ranks; got shapes: [{SparseValue.Join(left.Lengths)}] and [{SparseValue.Join(right.Lengths)}]");
        }

        for (int axis = 0; axis < left.Rank; axis++)
        {
            if (left.Lengths[axis] != right.Lengths[axis])
            {
                throw OperationException.InvalidArgument($"Operands' shapes do not match: got {left.Lengths[axis]} and {right.Lengths[axis]} for dimension {axis}");
            }
        }
    }
}
