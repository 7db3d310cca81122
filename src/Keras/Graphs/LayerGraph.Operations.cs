namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>A value in another type; itself where it has that type.</summary>
    public GraphTensor Cast(GraphTensor value, DataType type) => value.DataType == type ? value : Node("Cast").Input(value).With("DstT", type).Output();

    /// <summary>A value under another name.</summary>
    public GraphTensor Identity(GraphTensor value, string name) => Node("Identity").Named(name).Input(value).Output();

    /// <summary>The shape of a value, as int32.</summary>
    public GraphTensor ShapeOf(GraphTensor value) => Node("Shape").Input(value).With("out_type", DataType.Int32).Output();

    /// <summary>The length of an axis, as a scalar of int32: a constant where it is known.</summary>
    public GraphTensor LengthOf(GraphTensor value, int axis) => value.Length(axis) is { } length ? Integer(length) : Element(ShapeOf(value), axis < 0 ? value.Rank + axis : axis);

    /// <summary>An element of a vector.</summary>
    public GraphTensor Element(GraphTensor vector, int index) => Node("StridedSlice")
        .Input(vector).Input(Integers(index)).Input(Integers(index + 1)).Input(Integers(1)).With("shrink_axis_mask", 1).Output();

    /// <summary>A value with other axes. At most one length is −1: what remains.</summary>
    public GraphTensor Reshape(GraphTensor value, params ReadOnlySpan<long> lengths) => Add("Reshape", value, Integers(lengths));

    /// <summary>A value with other axes, whose lengths are scalars of int32.</summary>
    public GraphTensor Reshape(GraphTensor value, IReadOnlyList<GraphTensor> lengths) => Add("Reshape", value, Vector(lengths));

    /// <summary>A vector of scalars.</summary>
    public GraphTensor Vector(IReadOnlyList<GraphTensor> scalars) => Node("Pack").Input(scalars).With("axis", 0L).Output();

    /// <summary>A value whose axis <c>i</c> is axis <c>order[i]</c> of another; itself where nothing moves.</summary>
    public GraphTensor Transpose(GraphTensor value, params ReadOnlySpan<int> order)
    {
        var axes = new long[order.Length];
        bool moves = false;
        for (int i = 0; i < order.Length; i++)
        {
            axes[i] = order[i];
            moves |= order[i] != i;
        }

        return moves ? Add("Transpose", value, Integers(axes)) : value;
    }

    /// <summary>Values one after another along an axis; itself where it is one.</summary>
    public GraphTensor Concatenate(IReadOnlyList<GraphTensor> values, int axis) => values.Count == 1 ? values[0] : Node("ConcatV2").Input(values).Input(Integer(axis)).Output();

    /// <summary>A value with a further axis, of length 1.</summary>
    public GraphTensor ExpandDims(GraphTensor value, int axis) => Add("ExpandDims", value, Integer(axis));

    /// <summary>A value without axes of length 1.</summary>
    public GraphTensor Squeeze(GraphTensor value, params IReadOnlyList<long> axes) => Node("Squeeze").Input(value).With("squeeze_dims", axes).Output();

    /// <summary>The elements from <paramref name="start"/> up to <paramref name="end"/> along an axis; null goes to the end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axis">The axis, counted from the first.</param>
    /// <param name="start">Where it begins; below 0 counted from the end.</param>
    /// <param name="end">Where it stops; below 0 counted from the end.</param>
    public GraphTensor Slice(GraphTensor value, int axis, long start, long? end)
    {
        var starts = new long[axis + 1];
        var ends = new long[axis + 1];
        var steps = new long[axis + 1];
        starts[axis] = start;
        ends[axis] = end ?? 0;
        for (int i = 0; i <= axis; i++)
        {
            steps[i] = 1;
        }

        long before = (1L << axis) - 1;
        return Node("StridedSlice").Input(value).Input(Integers(starts)).Input(Integers(ends)).Input(Integers(steps))
            .With("begin_mask", before)
            .With("end_mask", end is null ? before | (1L << axis) : before)
            .Output();
    }

    /// <summary>A matrix product of the last axis of a value of any rank with a matrix: <c>[…, a] · [a, b]</c>.</summary>
    public GraphTensor MatMul(GraphTensor value, GraphTensor matrix)
    {
        if (value.Rank == 2)
        {
            return Add("MatMul", value, matrix);
        }

        long inner = matrix.Length(0) ?? -1;
        var product = Add("MatMul", Reshape(value, -1, inner), matrix);
        return Reshape(product, [.. Enumerable.Range(0, value.Rank - 1).Select(axis => LengthOf(value, axis)), LengthOf(matrix, 1)]);
    }

    /// <summary>What an operation such as <c>Sum</c>, <c>Mean</c> or <c>Max</c> makes of the elements along axes.</summary>
    public GraphTensor Reduce(string operation, GraphTensor value, bool keepDims, params ReadOnlySpan<long> axes)
    {
        var rank = value.Rank;
        var counted = new long[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            counted[i] = axes[i] < 0 ? rank + axes[i] : axes[i];
        }

        return Node(operation).Input(value).Input(Integers(counted)).With("keep_dims", keepDims).Output();
    }

    /// <summary>What an operation of two values makes of a value and a number of its type.</summary>
    public GraphTensor WithNumber(string operation, GraphTensor value, double number) => Add(operation, value, Scalar(number, value.DataType));

    /// <summary>Zeros of the shape and type of a value.</summary>
    public GraphTensor ZerosLike(GraphTensor value) => Add("ZerosLike", value);

    /// <summary>A value everywhere in a shape.</summary>
    /// <param name="lengths">The lengths of the axes: scalars of int32.</param>
    /// <param name="value">The value: a scalar.</param>
    public GraphTensor Fill(IReadOnlyList<GraphTensor> lengths, GraphTensor value) => Add("Fill", Vector(lengths), value);

    /// <summary>A vector of int32 from 0 up to a limit, a scalar.</summary>
    public GraphTensor Range(GraphTensor limit) => Add("Range", Integer(0), limit, Integer(1));
}
