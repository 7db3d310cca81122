namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shape, or of the elements, of a strided slice.</summary>
internal static class StridedSliceShapes
{
    /// <summary>The shape, where the terms are known or tell enough.</summary>
    public static InferredShape Of(IShapeNode node)
    {
        var shape = node.InputShape(0);
        if (!shape.HasRank || node.InputShape(3)[0] is not { IsKnown: true, Length: <= SliceMasks.MaxTerms and var terms })
        {
            return InferredShape.Unknown;
        }

        var masks = new SliceMasks(node);
        var (begins, ends, strides) = (node.InputElements(1), node.InputElements(2), node.InputElements(3));
        var result = new List<Dimension>();
        int axis = 0, added = masks.NewAxesAfterEllipsis((int)terms);
        for (int term = 0; term < terms; term++)
        {
            if (masks.IsEllipsis(term))
            {
                for (int end = shape.Rank - ((int)terms - term - 1 - added); axis < end; axis++)
                {
                    result.Add(shape[axis]);
                }
            }
            else if (masks.IsNewAxis(term))
            {
                result.Add(1);
            }
            else
            {
                if (!masks.IsShrunk(term))
                {
                    result.Add(LengthOf(masks, term, shape[axis], At(begins, term), At(ends, term), At(strides, term)));
                }

                axis++;
            }
        }

        for (; axis < shape.Rank; axis++)
        {
            result.Add(shape[axis]);
        }

        return result.Count <= InferredShape.MaxRank ? new([.. result]) : InferredShape.Unknown;
    }

    /// <summary>The elements of a slice of a vector whose elements are known: one, or some that follow each other.</summary>
    public static Dimension[]? ElementsOf(IShapeNode node)
    {
        if (node.InputElements(0) is not { } values || node.InputShape(0).Rank != 1 || node.InputElements(1) is not [{ IsKnown: true } begin] || node.InputElements(3) is not [{ IsKnown: true, Length: 1 }])
        {
            return null;
        }

        var masks = new SliceMasks(node);
        if (masks.IsEllipsis(0) || masks.IsNewAxis(0))
        {
            return null;
        }

        int start = masks.IsBeginMasked(0) && !masks.IsShrunk(0) ? 0 : Clamp(begin.Length, values.Length);
        if (masks.IsShrunk(0))
        {
            return start < values.Length ? [values[start]] : null;
        }

        int? end = masks.IsEndMasked(0) ? values.Length : node.InputElements(2) is [{ IsKnown: true } given] ? Clamp(given.Length, values.Length) : null;
        return end is { } last ? last > start ? values.AsSpan(start, last - start).ToArray() : [] : null;
    }

    private static Dimension LengthOf(in SliceMasks masks, int term, Dimension length, Dimension begin, Dimension end, Dimension stride)
    {
        bool fromStart = masks.IsBeginMasked(term) || begin is { IsKnown: true, Length: 0 }, toEnd = masks.IsEndMasked(term);
        if (fromStart && toEnd && stride is { IsKnown: true, Length: 1 } or { IsKnown: true, Length: -1 } && (stride.Length == 1 || masks.IsBeginMasked(term)))
        {
            return length;
        }

        if (!length.IsKnown || !stride.IsKnown || stride.Length == 0 || !(masks.IsBeginMasked(term) || begin.IsKnown) || !(toEnd || end.IsKnown))
        {
            return Dimension.Unknown;
        }

        long all = length.Length, step = stride.Length;
        long first = masks.IsBeginMasked(term) ? (step > 0 ? 0 : all - 1) : Clamp(begin.Length, all, step);
        long last = toEnd ? (step > 0 ? all : -1) : Clamp(end.Length, all, step);
        return Math.Max(0, step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step);
    }

    private static long Clamp(long index, long length, long stride) => Between(index < 0 ? index + length : index, stride > 0 ? 0 : -1, stride > 0 ? length : length - 1);

    private static int Clamp(long index, int length) => (int)Between(index < 0 ? index + length : index, 0, length);

    private static long Between(long value, long least, long most) => Math.Max(least, Math.Min(value, most));

    private static Dimension At(Dimension[]? values, int index) => values is not null && index < values.Length ? values[index] : Dimension.Unknown;
}
