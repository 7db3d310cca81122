namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes that products, convolutions, poolings and normalisations give.</summary>
internal static class NetworkShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["MatMul"], node => Product(node, "transpose_a", "transpose_b"));
        rules.Add(["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"], node => Product(node, "adj_x", "adj_y"));
        rules.Add(["Conv2D"], node => Convolve(node, 4));
        rules.Add(["Conv3D"], node => Convolve(node, 5));
        rules.Add(["DepthwiseConv2dNative"], node => Convolve(node, 4));
        rules.Add(["Conv2DBackpropInput", "Conv3DBackpropInputV2"], node => InferredShape.OfLengths(node.InputElements(0)));
        rules.Add(["MaxPool", "AvgPool"], node => Pool(node, 4));
        rules.Add(["MaxPool3D", "AvgPool3D"], node => Pool(node, 5));
        rules.Add(["Einsum"], Einsum);
        rules.Add(["ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic", "ResizeArea", "ScaleAndTranslate"], node => Resize(node.InputShape(0)[0], node.InputElements(1), node.InputShape(0)));
        rules.Add(["CropAndResize"], node => Resize(node.InputShape(1)[0], node.InputElements(3), node.InputShape(0)));
        rules.AddAll(["FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"], node =>
            [node.InputShape(0), .. Enumerable.Repeat(node.InputShape(1), 4), .. Enumerable.Repeat(InferredShape.Unknown, node.OutputCount)]);
        rules.AddAll(["SparseSoftmaxCrossEntropyWithLogits"], node => [node.InputShape(1), node.InputShape(0)]);
        rules.AddAll(["SoftmaxCrossEntropyWithLogits"], node => [node.InputShape(0).Broadcast(node.InputShape(1)).Slice(0, 1), node.InputShape(0).Broadcast(node.InputShape(1))]);
    }

    private static InferredShape Product(IShapeNode node, string transposesLeft, string transposesRight)
    {
        var (left, right) = (node.InputShape(0), node.InputShape(1));
        if (left.Rank < 2 || right.Rank < 2)
        {
            return InferredShape.Unknown;
        }

        var (rows, inner) = node.Flag(transposesLeft) ? (left[^1], left[^2]) : (left[^2], left[^1]);
        var (height, columns) = node.Flag(transposesRight) ? (right[^1], right[^2]) : (right[^2], right[^1]);
        return inner.MayEqual(height)
            ? left.Slice(0, left.Rank - 2).Broadcast(right.Slice(0, right.Rank - 2)).Concat(new(rows, columns))
            : throw new ShapeConflictException($"Matrix size-incompatible: In[0]: {left}, In[1]: {right}");
    }

    private static InferredShape Einsum(IShapeNode node)
    {
        string[] sides = node.Text("equation").Replace(" ", "").Split(["->"], StringSplitOptions.None);
        if (sides.Length != 2 || sides[0].Any(letter => letter == '.') || sides[0].Split(',') is not { } terms || terms.Length != node.InputCount)
        {
            return InferredShape.Unknown;
        }

        var lengths = new Dictionary<char, Dimension>();
        for (int input = 0; input < terms.Length; input++)
        {
            for (int axis = 0; axis < terms[input].Length; axis++)
            {
                lengths[terms[input][axis]] = node.InputShape(input)[axis].Broadcast(lengths.TryGetValue(terms[input][axis], out var known) ? known : 1);
            }
        }

        return new([.. sides[1].Select(label => lengths.TryGetValue(label, out var length) ? length : Dimension.Unknown)]);
    }

    private static InferredShape Resize(Dimension batch, Dimension[]? size, InferredShape images) =>
        size is [var height, var width] ? new(batch, height, width, images[3]) : InferredShape.OfRank(4);

    private static InferredShape Convolve(IShapeNode node, int rank)
    {
        var (input, filter) = (node.InputShape(0), node.InputShape(1));
        if (input.Rank != rank || filter.Rank != rank)
        {
            return InferredShape.Unknown;
        }

        bool isDepthwise = node.Operation == "DepthwiseConv2dNative";
        int channels = ChannelAxis(node, rank);
        var (inside, expected) = (input[channels], filter[^2]);
        bool fits = isDepthwise || !inside.IsKnown || !expected.IsKnown ? inside.MayEqual(expected) : expected.Length != 0 && inside.Length % expected.Length == 0;
        if (!fits)
        {
            throw new ShapeConflictException($"The input has the shape {input} and so {inside} channels, the filter the shape {filter}, which takes {expected}.");
        }

        var depth = isDepthwise ? filter[^2].Map(filter[^1], (inputs, times) => inputs * times) : filter[^1];
        return Slide(node, input, rank, depth, axis => filter[axis - (channels == 1 ? 2 : 1)]);
    }

    /// <summary>The shape of what is pooled from windows.</summary>
    public static InferredShape Pool(IShapeNode node, int rank)
    {
        var input = node.InputShape(0);
        int[] window = node.Integers("ksize");
        return input.Rank == rank && window.Length == rank ? Slide(node, input, rank, window[ChannelAxis(node, rank)] == 1 ? input[ChannelAxis(node, rank)] : Dimension.Unknown, axis => window[axis]) : InferredShape.Unknown;
    }

    /// <summary>The shape of what windows give that slide over the axes of space.</summary>
    private static InferredShape Slide(IShapeNode node, InferredShape input, int rank, Dimension depth, Func<int, Dimension> window)
    {
        int channels = ChannelAxis(node, rank);
        int[] strides = node.Integers("strides"), dilations = node.Has("dilations") ? node.Integers("dilations") : [];
        int[] margins = node.Has("explicit_paddings") ? node.Integers("explicit_paddings") : [];
        string padding = node.Text("padding");
        return new([.. Enumerable.Range(0, rank).Select(axis => axis == 0 ? input[0] : axis == channels ? depth : Length(axis))]);

        Dimension Length(int axis)
        {
            long stride = At(strides, axis, 1), dilation = At(dilations, axis, 1), added = At(margins, 2 * axis, 0) + At(margins, (2 * axis) + 1, 0);
            return stride <= 0 ? Dimension.Unknown
                : padding == "SAME" ? stride == 1 ? input[axis] : input[axis].Map(length => (length + stride - 1) / stride)
                : input[axis].Map(window(axis), (length, size) => Math.Max(0, (length + added - ((size - 1) * dilation) - 1 + stride) / stride));
        }
    }

    private static long At(int[] values, int index, long otherwise) => index < values.Length ? values[index] : otherwise;

    private static int ChannelAxis(IShapeNode node, int rank) => node.Has("data_format") && node.Text("data_format").StartsWith("NC", StringComparison.Ordinal) ? 1 : rank - 1;
}
