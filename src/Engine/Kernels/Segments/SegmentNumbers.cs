using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Segments;

/// <summary>Reads which segments rows belong to.</summary>
internal static class SegmentNumbers
{
    /// <summary>Checks numbers that must be in order, and tells how many segments there are.</summary>
    public static int ReadSorted(KernelContext context, Tensor data, Tensor segments)
    {
        if (data.Rank == 0)
        {
            throw OperationException.InvalidArgument("input must be at least rank 1");
        }

        if (segments.Rank != 1)
        {
            throw OperationException.InvalidArgument("segment_ids should be a vector.");
        }

        if (segments.Count != data[0])
        {
            throw OperationException.InvalidArgument("segment_ids should be the same size as dimension 0 of input.");
        }

        for (int i = 0; i < segments.Count; i++)
        {
            if (segments.Integer(i) < (i == 0 ? long.MinValue : segments.Integer(i - 1)))
            {
                throw OperationException.InvalidArgument("segment ids are not increasing");
            }
        }

        if (segments.Count > 0 && segments.Integer(0) < 0)
        {
            throw OperationException.InvalidArgument("segment ids must be >= 0");
        }

        long count = context.InputCount > 2 ? Indices.Scalar(context.Input(2), "num_segments") : segments.Count == 0 ? 0 : segments.Integer(segments.Count - 1) + 1;
        return count is >= 0 and <= int.MaxValue ? (int)count : throw OperationException.InvalidArgument($"num_segments must be >= 0 and at most {int.MaxValue}, but it is {count}");
    }

    /// <summary>Checks numbers in any order, and tells how many segments there are.</summary>
    public static int ReadUnsorted(KernelContext context, Tensor data, Tensor segments)
    {
        if (data.Rank < segments.Rank || !data.Shape.Lengths[..segments.Rank].SequenceEqual(segments.Shape.Lengths))
        {
            throw OperationException.InvalidArgument($"data.shape = {data.Shape} does not start with segment_ids.shape = {segments.Shape}");
        }

        long count = Indices.Scalar(context.Input(2), "num_segments");
        if (count is < 0 or > int.MaxValue)
        {
            throw OperationException.InvalidArgument($"Input num_segments == {count} must not be negative.");
        }

        for (int i = 0; i < segments.Count; i++)
        {
            if (segments.Integer(i) >= count)
            {
                throw OperationException.InvalidArgument($"{Indices.Name("segment_ids", segments.Shape, i)} = {segments.Integer(i)} is out of range [0, {count})");
            }
        }

        return (int)count;
    }
}
