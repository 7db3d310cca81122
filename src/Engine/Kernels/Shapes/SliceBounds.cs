using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Which elements of a value a strided slice has: for each axis of the value where it begins, its stride and length; and the shape that it gets.</summary>
internal ref struct SliceBounds
{
    private readonly Span<int> _begins;
    private readonly Span<int> _strides;
    private readonly Span<int> _lengths;

    /// <param name="room">Three numbers for each axis that a value can have.</param>
    public SliceBounds(Span<int> room)
    {
        _begins = room[..Shape.MaxRank];
        _strides = room.Slice(Shape.MaxRank, Shape.MaxRank);
        _lengths = room.Slice(2 * Shape.MaxRank, Shape.MaxRank);
    }

    /// <summary>The numbers that the constructor needs.</summary>
    public const int Room = 3 * Shape.MaxRank;

    /// <summary>The shape of the slice.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Whether it has all elements, in their order.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Works it out for a value of a shape.</summary>
    public void Read(in Shape shape, in SliceMasks masks, Tensor begins, Tensor ends, Tensor strides)
    {
        if (strides.Rank != 1 || begins.Rank != 1 || ends.Rank != 1 || begins.Count != strides.Count || ends.Count != strides.Count)
        {
            throw OperationException.InvalidArgument($"Expected begin, end, and strides to be 1D equal size tensors, but got shapes {begins.Shape}, {ends.Shape}, and {strides.Shape} instead.");
        }

        Span<int> result = stackalloc int[Shape.MaxRank + SliceMasks.MaxTerms];
        int terms = strides.Count, axis = 0, rank = 0, newAxesAfterEllipsis = masks.NewAxesAfterEllipsis(terms);
        bool isWhole = true;
        for (int term = 0; term <= terms; term++)
        {
            if (term == terms ? !masks.HasEllipsis(terms) : masks.IsEllipsis(term))
            {
                int explicitAfter = term == terms ? 0 : terms - term - 1 - newAxesAfterEllipsis;
                for (int end = Math.Max(axis, shape.Rank - Math.Max(explicitAfter, 0)); axis < end; axis++)
                {
                    (_begins[axis], _strides[axis], _lengths[axis]) = (0, 1, shape[axis]);
                    result[rank++] = shape[axis];
                }
            }
            else if (term < terms && masks.IsNewAxis(term))
            {
                result[rank++] = 1;
            }
            else if (term < terms)
            {
                if (axis >= shape.Rank)
                {
                    throw OperationException.InvalidArgument($"Index out of range using input dim {axis}; input has only {shape.Rank} dims");
                }

                isWhole &= ReadTerm(masks, term, axis, shape[axis], begins.Integer(term), ends.Integer(term), strides.Integer(term));
                if (!masks.IsShrunk(term))
                {
                    result[rank++] = _lengths[axis];
                }

                axis++;
            }
        }

        IsWhole = isWhole;
        Indices.RequireShapeLength(rank);
        Shape = new Shape(result[..rank]);
    }

    /// <summary>The loops that take the slice out of a value, which has elements. The other way round, they put it in.</summary>
    public readonly CopyLoops Loops(in Shape shape, bool inverse = false)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        Strides.Of(shape, strides);
        int start = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            start += _begins[axis] * strides[axis];
        }

        var loops = inverse ? new CopyLoops(0, start) : new CopyLoops(start, 0);
        long dense = Shape.Count;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            dense /= _lengths[axis];
            long sparse = (long)_strides[axis] * strides[axis];
            loops.Add(_lengths[axis], inverse ? dense : sparse, inverse ? sparse : dense);
        }

        return loops;
    }

    /// <summary>Reads what is said of one axis, and whether that is all of it in its order.</summary>
    private readonly bool ReadTerm(in SliceMasks masks, int term, int axis, int length, long begin, long end, long stride)
    {
        if (stride == 0)
        {
            throw OperationException.InvalidArgument($"strides[{axis}] must be non-zero");
        }

        if (masks.IsShrunk(term))
        {
            if (stride < 0)
            {
                throw OperationException.InvalidArgument("only stride 1 allowed on non-range indexing.");
            }

            long place = begin < 0 ? begin + length : begin;
            if (place < 0 || place >= length)
            {
                throw OperationException.InvalidArgument($"slice index {begin} of dimension {axis} out of bounds.");
            }

            (_begins[axis], _strides[axis], _lengths[axis]) = ((int)place, 1, 1);
            return length == 1;
        }

        long first = masks.IsBeginMasked(term) ? (stride > 0 ? 0 : length - 1) : Clamp(begin, length, stride);
        long last = masks.IsEndMasked(term) ? (stride > 0 ? length : -1) : Clamp(end, length, stride);
        long span = last - first;
        long count = span == 0 || (span < 0) != (stride < 0) ? 0 : (span / stride) + (span % stride != 0 ? 1 : 0);

        // A stride past the end takes one element, whatever it is.
        (_begins[axis], _strides[axis], _lengths[axis]) = ((int)first, count > 1 ? (int)stride : 1, (int)count);
        return count == length && (stride == 1 || count <= 1);
    }

    private static long Clamp(long index, int length, long stride) =>
        Math.Clamp(index < 0 ? index + length : index, stride > 0 ? 0 : -1, stride > 0 ? length : length - 1);
}
