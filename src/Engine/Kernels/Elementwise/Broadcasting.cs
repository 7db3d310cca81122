using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The rule by which tensors of different shapes are combined: axes are matched from the innermost on, and an axis of length 1, or none, is repeated.</summary>
internal static class Broadcasting
{
    /// <summary>Finds the common shape of two.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryCombine(in Shape left, in Shape right, out Shape result)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> lengths = stackalloc int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int one = LengthAt(left, axis - (rank - left.Rank)), other = LengthAt(right, axis - (rank - right.Rank));
            if (one != other && one != 1 && other != 1)
            {
                result = default;
                return false;
            }

            lengths[axis] = one == 1 ? other : one;
        }

        result = new Shape(lengths);
        return true;
    }

    private static int LengthAt(in Shape shape, int axis) => axis < 0 ? 1 : shape[axis];
}
