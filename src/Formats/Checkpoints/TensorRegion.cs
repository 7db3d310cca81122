namespace TypedModels.Formats.Checkpoints;

/// <summary>A box of elements of a tensor: where it starts on each axis and how long it is there.</summary>
internal sealed class TensorRegion(long[] starts, long[] lengths) : IEquatable<TensorRegion>
{
    /// <summary>A region that is the whole of a tensor of <paramref name="shape"/>.</summary>
    public static TensorRegion WholeOf(TensorShape shape) => new(new long[shape.Rank], shape.Dimensions.AsSpan().ToArray());

    /// <summary>The first position on each axis.</summary>
    public ReadOnlySpan<long> Starts => starts;

    /// <summary>The number of positions on each axis.</summary>
    public ReadOnlySpan<long> Lengths => lengths;

    /// <summary>The region's own shape.</summary>
    public TensorShape Shape => new(lengths);

    /// <summary>The number of elements. A region lies inside a tensor whose elements can be counted.</summary>
    public long ElementCount => lengths.Aggregate(1L, (count, length) => count * length);

    /// <summary>Whether both are the same box.</summary>
    public bool Equals(TensorRegion? other) => other is not null && starts.AsSpan().SequenceEqual(other.Starts) && lengths.AsSpan().SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorRegion);

    /// <inheritdoc/>
    public override int GetHashCode() => starts.Concat(lengths).Aggregate(0, (hash, value) => unchecked((hash * 31) + (int)value));

    /// <summary>What both regions hold; null when that is nothing.</summary>
    public TensorRegion? Intersect(TensorRegion other)
    {
        var from = new long[starts.Length];
        var common = new long[starts.Length];
        for (int axis = 0; axis < from.Length; axis++)
        {
            from[axis] = Math.Max(starts[axis], other.Starts[axis]);
            common[axis] = Math.Min(starts[axis] + lengths[axis], other.Starts[axis] + other.Lengths[axis]) - from[axis];
            if (common[axis] <= 0)
            {
                return null;
            }
        }

        return new TensorRegion(from, common);
    }

    /// <summary>Whether some element lies in both.</summary>
    public bool Overlaps(TensorRegion other)
    {
        for (int axis = 0; axis < starts.Length; axis++)
        {
            if (Math.Max(starts[axis], other.Starts[axis]) >= Math.Min(starts[axis] + lengths[axis], other.Starts[axis] + other.Lengths[axis]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Copies the elements that <paramref name="source"/> and <paramref name="destination"/> have in common. Each of the spans holds its region row by row,
    /// <paramref name="width"/> items an element.
    /// </summary>
    public static void CopyCommon<T>(ReadOnlySpan<T> sourceItems, TensorRegion source, Span<T> destinationItems, TensorRegion destination, int width)
    {
        if (source.Intersect(destination) is not { } common)
        {
            return;
        }

        // The last axes that both hold whole lie in one run, together with the axis before them.
        int outer = common.Lengths.Length;
        long run = width;
        for (bool isWhole = true; isWhole && outer > 0;)
        {
            outer--;
            run *= common.Lengths[outer];
            isWhole = source.Lengths[outer] == common.Lengths[outer] && destination.Lengths[outer] == common.Lengths[outer];
        }

        long from = source.OffsetOf(common.Starts) * width;
        long to = destination.OffsetOf(common.Starts) * width;
        long[] fromSteps = source.Steps(width);
        long[] toSteps = destination.Steps(width);
        var position = new long[outer];
        for (int axis = outer; axis >= 0;)
        {
            sourceItems.Slice(checked((int)from), checked((int)run)).CopyTo(destinationItems.Slice(checked((int)to)));
            for (axis = outer - 1; axis >= 0; axis--)
            {
                from += fromSteps[axis];
                to += toSteps[axis];
                if (++position[axis] < common.Lengths[axis])
                {
                    break;
                }

                from -= fromSteps[axis] * position[axis];
                to -= toSteps[axis] * position[axis];
                position[axis] = 0;
            }
        }
    }

    private long OffsetOf(ReadOnlySpan<long> element)
    {
        long offset = 0;
        for (int axis = 0; axis < starts.Length; axis++)
        {
            offset = (offset * lengths[axis]) + element[axis] - starts[axis];
        }

        return offset;
    }

    // How far apart neighbours on each axis lie.
    private long[] Steps(int width)
    {
        var steps = new long[lengths.Length];
        long step = width;
        for (int axis = steps.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= lengths[axis];
        }

        return steps;
    }
}
