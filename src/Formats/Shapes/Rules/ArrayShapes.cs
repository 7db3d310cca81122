namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes that operations on shapes, slices and indices give.</summary>
internal static class ArrayShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.AddAll(["Shape", "ShapeN"], node => [.. Enumerable.Range(0, node.OutputCount).Select(i => Vector(node.InputShape(i)))]);
        rules.Add(["Size", "Rank"], _ => InferredShape.Scalar);
        rules.Add(["Reshape"], Reshape);
        rules.Add(["ExpandDims"], node => node.InputInteger(1) is { } axis && node.InputShape(0) is { HasRank: true } shape && axis >= -1 - shape.Rank && axis <= shape.Rank
            ? shape.Insert((int)(axis < 0 ? axis + shape.Rank + 1 : axis), 1) : node.InputShape(0).HasRank ? InferredShape.OfRank(node.InputShape(0).Rank + 1) : InferredShape.Unknown);
        rules.Add(["Squeeze"], Squeeze);
        rules.Add(["Transpose", "ConjugateTranspose"], Transpose);
        rules.Add(["Concat"], node => Concat(node, 1, 0));
        rules.Add(["ConcatV2"], node => Concat(node, 0, node.InputCount - 1));
        rules.Add(["Pack"], Pack);
        rules.AddAll(["Unpack"], node => Repeat(node, node.InputShape(0).Axis(node.Int32("axis")) is { } axis ? node.InputShape(0).Remove(axis) : InferredShape.Unknown));
        rules.AddAll(["Split"], node => Repeat(node, node.InputInteger(0) is { } given && node.InputShape(1).Axis(given) is { } axis
            ? node.InputShape(1).With(axis, node.InputShape(1)[axis].Map(length => length / Math.Max(1, node.OutputCount))) : InferredShape.OfRank(node.InputShape(1).Rank)));
        rules.AddAll(["SplitV"], SplitV);
        rules.Add(["Slice"], Slice);
        rules.Add(["StridedSlice"], StridedSlice);
        rules.Add(["StridedSliceGrad", "Empty", "Fill"], node => OfLengths(node, 0));
        rules.Add(["BroadcastTo"], node => OfLengths(node, 1));
        rules.Add(["Tile"], node => Each(node.InputShape(0), node.InputElements(1), (length, times) => length.Map(times, (left, right) => left * right)));
        rules.Add(["Pad", "PadV2", "MirrorPad"], Pad);
        rules.AddAll(["Unique", "UniqueWithCounts", "ListDiff"], node => Repeat(node, InferredShape.OfRank(1)));
        rules.Add(["Where"], node => new(Dimension.Unknown, Known(node.InputShape(0).Rank)));
        rules.Add(["Reverse", "ReverseV2", "ReverseSequence", "Roll", "MatrixBandPart", "MatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3", "InvertPermutation", "TensorStridedSliceUpdate"], node => node.InputShape(0));
        rules.Add(["TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMax", "TensorScatterMin"], node => node.InputShape(0));
        rules.Add(["ScatterNd"], node => OfLengths(node, 2));
        rules.Add(["Gather"], node => Gather(node.InputShape(0), node.InputShape(1), 0, 0));
        rules.Add(["GatherV2"], node => Gather(node.InputShape(0), node.InputShape(1), node.InputInteger(2), node.Int32("batch_dims")));
        rules.Add(["GatherNd"], node => node.InputShape(1)[^1] is { IsKnown: true, Length: var depth } && node.InputShape(0) is { HasRank: true } shape
            ? node.InputShape(1).Slice(0, node.InputShape(1).Rank - 1).Concat(shape.Slice((int)Math.Min(depth, shape.Rank), shape.Rank)) : InferredShape.Unknown);
        rules.Add(["OneHot"], node => node.InputShape(0) is { HasRank: true } shape && node.Int32("axis") is var axis && axis <= shape.Rank
            ? shape.Insert(axis < 0 ? shape.Rank : axis, Element(node.InputElements(1))) : InferredShape.Unknown);
        rules.AddAll(["TopK"], node => Repeat(node, WithLast(node.InputShape(0), node.Integer("k"))));
        rules.AddAll(["TopKV2"], node => Repeat(node, WithLast(node.InputShape(0), Element(node.InputElements(1)))));
        rules.Add(["LowerBound", "UpperBound"], node => node.InputShape(1));
        rules.Add(["SpaceToDepth", "DepthToSpace"], Blocks);
        rules.Add(["SegmentSum", "SegmentMean", "SegmentProd", "SegmentMin", "SegmentMax"], node => node.InputShape(0) is { Rank: > 0 } shape ? shape.With(0, Dimension.Unknown) : InferredShape.Unknown);
        rules.Add(["UnsortedSegmentSum", "UnsortedSegmentProd", "UnsortedSegmentMin", "UnsortedSegmentMax"], node =>
            node.InputShape(1).HasRank ? new InferredShape(Element(node.InputElements(2))).Concat(node.InputShape(0).Slice(node.InputShape(1).Rank, node.InputShape(0).Rank)) : InferredShape.Unknown);
    }

    /// <summary>The same shape for every output.</summary>
    public static InferredShape[] Repeat(IShapeNode node, InferredShape shape) => [.. Enumerable.Repeat(shape, node.OutputCount)];

    /// <summary>The shape that an input, a vector of lengths, calls for; its rank alone where nothing but the number of lengths is known.</summary>
    public static InferredShape OfLengths(IShapeNode node, int input) => node.InputElements(input) is { } lengths ? InferredShape.OfLengths(lengths)
        : node.InputShape(input)[0] is { IsKnown: true, Length: >= 0 and <= InferredShape.MaxRank } rank ? InferredShape.OfRank((int)rank.Length) : InferredShape.Unknown;

    /// <summary>A length that an input gives.</summary>
    public static Dimension LengthOf(IShapeNode node, int input) => Element(node.InputElements(input));

    /// <summary>A shape with another innermost length.</summary>
    public static InferredShape WithLast(InferredShape shape, Dimension length) => shape.Rank > 0 ? shape.With(shape.Rank - 1, length) : InferredShape.Unknown;

    private static InferredShape Vector(InferredShape shape) => new(Known(shape.Rank));

    private static Dimension Known(int rank) => rank >= 0 ? rank : Dimension.Unknown;

    private static Dimension Element(Dimension[]? value) => value is [var only] && only is not { IsKnown: true, Length: < 0 } ? only : Dimension.Unknown;

    private static InferredShape Each(InferredShape shape, Dimension[]? values, Func<Dimension, Dimension, Dimension> function) =>
        !shape.HasRank || values is null || values.Length != shape.Rank ? InferredShape.OfRank(shape.Rank) : new([.. shape.Dimensions.ToArray().Zip(values, function)]);

    private static InferredShape Reshape(IShapeNode node)
    {
        if (node.InputElements(1) is not { } lengths)
        {
            return node.InputShape(1)[0] is { IsKnown: true, Length: <= InferredShape.MaxRank } rank ? InferredShape.OfRank((int)rank.Length) : InferredShape.Unknown;
        }

        var (input, shape) = (node.InputShape(0), InferredShape.OfLengths(lengths));
        int inferred = Array.FindIndex(lengths, length => length is { IsKnown: true, Length: -1 });
        return inferred < 0 ? shape : shape.With(inferred, Rest(input, shape, inferred));
    }

    /// <summary>The length that a shape leaves to one axis. What both sides have in common, a symbol among it, need not be known.</summary>
    private static Dimension Rest(InferredShape input, InferredShape shape, int inferred)
    {
        if (!input.HasRank)
        {
            return Dimension.Unknown;
        }

        var left = input.Dimensions.ToArray().ToList();
        Dimension known = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (axis != inferred && !(shape[axis].IsSymbol && left.Remove(shape[axis])))
            {
                known = known.Map(shape[axis], (product, length) => product * length);
            }
        }

        var count = new InferredShape([.. left]).Count;
        return known is { IsKnown: true, Length: 1 } ? count : count.Map(known, (all, part) => part == 0 ? 0 : all / part);
    }

    private static InferredShape Squeeze(IShapeNode node)
    {
        var shape = node.InputShape(0);
        int[] axes = node.Integers("squeeze_dims");
        if (!shape.HasRank || (axes.Length == 0 && shape.Dimensions.ToArray().Any(length => !length.IsKnown)))
        {
            return InferredShape.Unknown;
        }

        var squeezed = new HashSet<int?>(axes.Select(axis => shape.Axis(axis)));
        return new([.. shape.Dimensions.ToArray().Where((length, axis) => axes.Length == 0 ? length.Length != 1 : !squeezed.Contains(axis))]);
    }

    private static InferredShape Transpose(IShapeNode node)
    {
        var shape = node.InputShape(0);
        return node.InputElements(1) is { } order && shape.Rank == order.Length && order.All(axis => axis.IsKnown && shape.Axis(axis.Length) is not null)
            ? new([.. order.Select(axis => shape[(int)axis.Length])])
            : InferredShape.OfRank(shape.Rank >= 0 ? shape.Rank : node.InputShape(1)[0] is { IsKnown: true, Length: <= InferredShape.MaxRank } rank ? (int)rank.Length : -1);
    }

    private static InferredShape Concat(IShapeNode node, int first, int axisInput)
    {
        var shapes = Enumerable.Range(first, node.InputCount - 1).Select(node.InputShape).ToArray();
        var shape = shapes.Aggregate((left, right) => left.And(right));
        if (node.InputInteger(axisInput) is not { } given || shape.Axis(given) is not { } axis)
        {
            return InferredShape.OfRank(shape.Rank);
        }

        return shape.With(axis, shapes.Select(part => part[axis]).Aggregate((left, right) => left.Map(right, (a, b) => a + b)));
    }

    private static InferredShape Pack(IShapeNode node)
    {
        var shape = Enumerable.Range(0, node.InputCount).Select(node.InputShape).Aggregate((left, right) => left.And(right));
        int axis = node.Int32("axis");
        axis = axis < 0 ? axis + shape.Rank + 1 : axis;
        return shape.HasRank && axis >= 0 && axis <= shape.Rank ? shape.Insert(axis, node.InputCount) : InferredShape.Unknown;
    }

    private static InferredShape[] SplitV(IShapeNode node)
    {
        var shape = node.InputShape(0);
        var lengths = node.InputElements(1);
        return node.InputInteger(2) is { } given && shape.Axis(given) is { } axis
            ? [.. Enumerable.Range(0, node.OutputCount).Select(i => shape.With(axis, lengths?.Length == node.OutputCount && lengths[i] is not { IsKnown: true, Length: < 0 } ? lengths[i] : Dimension.Unknown))]
            : Repeat(node, InferredShape.OfRank(shape.Rank));
    }

    private static InferredShape Slice(IShapeNode node)
    {
        var (shape, begins) = (node.InputShape(0), node.InputElements(1));
        if (node.InputElements(2) is not { } sizes)
        {
            return InferredShape.OfRank(shape.Rank);
        }

        return new([.. sizes.Select((size, axis) => size is not { IsKnown: true, Length: < 0 } ? size
            : begins is null || axis >= begins.Length ? Dimension.Unknown
            : begins[axis] is { IsKnown: true, Length: 0 } ? shape[axis]
            : shape[axis].Map(begins[axis], (length, begin) => Math.Max(0, length - begin)))]);
    }

    private static InferredShape StridedSlice(IShapeNode node) => StridedSliceShapes.Of(node);

    private static InferredShape Pad(IShapeNode node)
    {
        var shape = node.InputShape(0);
        return shape.HasRank && node.InputConstant(1) is { } paddings && node.InputShape(1) is { Rank: 2 } given && given[1] == 2 && paddings.Length == 2 * shape.Rank
            ? new([.. shape.Dimensions.ToArray().Select((length, axis) =>
                paddings[2 * axis] + paddings[(2 * axis) + 1] is var added && added == 0 ? length : length.Map(known => known + added))])
            : InferredShape.OfRank(shape.Rank);
    }

    /// <summary>The shape of what indices pick along an axis.</summary>
    public static InferredShape Gather(InferredShape parameters, InferredShape indices, long? givenAxis, int givenBatchAxes)
    {
        int batchAxes = givenBatchAxes < 0 ? givenBatchAxes + indices.Rank : givenBatchAxes;
        return givenAxis is { } given && parameters.Axis(given) is { } axis && indices.HasRank && batchAxes >= 0 && batchAxes <= indices.Rank
            ? parameters.Slice(0, axis).Concat(indices.Slice(batchAxes, indices.Rank)).Concat(parameters.Slice(axis + 1, parameters.Rank))
            : parameters.HasRank && indices.HasRank ? InferredShape.OfRank(parameters.Rank + indices.Rank - 1 - batchAxes) : InferredShape.Unknown;
    }

    private static InferredShape Blocks(IShapeNode node)
    {
        long size = node.Integer("block_size");
        bool shrinks = node.Operation == "SpaceToDepth", isLast = node.Text("data_format") == "NHWC";
        var shape = node.InputShape(0);
        return shape.Rank != 4 || size is < 1 or > int.MaxValue ? InferredShape.Unknown
            : new([.. Enumerable.Range(0, 4).Select(axis => axis == 0 ? shape[0]
                : axis == (isLast ? 3 : 1) ? shape[axis].Map(depth => shrinks ? depth * size * size : depth / (size * size))
                : shape[axis].Map(length => shrinks ? length / size : length * size))]);
    }
}
