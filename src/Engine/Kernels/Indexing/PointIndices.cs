using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Reads indices of several axes, one along the last axis of a tensor for each, as places in the order of the elements.</summary>
internal static class PointIndices
{
    /// <summary>The place that an index out of range stands for.</summary>
    public const int OutOfRange = -1;

    /// <summary>Reads the places, counted in blocks of what the indices leave open.</summary>
    /// <param name="indices">The indices; the last axis has one for each of the first axes of <paramref name="shape"/>.</param>
    /// <param name="shape">What they point into.</param>
    /// <param name="places">The places.</param>
    /// <returns>The first point that is out of range, or −1.</returns>
    public static int Read(Tensor indices, in Shape shape, Span<int> places)
    {
        int depth = indices.Rank == 0 ? 1 : indices[^1];
        int wrong = -1;
        for (int point = 0; point < places.Length; point++)
        {
            long place = 0;
            for (int axis = 0; axis < depth; axis++)
            {
                long index = indices.Integer((point * depth) + axis);
                if ((ulong)index >= (ulong)shape[axis])
                {
                    wrong = wrong < 0 ? point : wrong;
                    place = OutOfRange;
                    break;
                }

                place = (place * shape[axis]) + index;
            }

            places[point] = (int)place;
        }

        return wrong;
    }

    /// <summary>The numbers of a point, for messages: <c>5, 0</c>.</summary>
    public static string Text(Tensor indices, int point)
    {
        int depth = indices.Rank == 0 ? 1 : indices[^1];
        return string.Join(", ", Enumerable.Range(point * depth, depth).Select(indices.Integer));
    }
}
