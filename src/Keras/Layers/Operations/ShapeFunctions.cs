using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that lay out elements in another way.</summary>
internal static class ShapeFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Reshape", "reshape", Reshape);
        table.Add("Ravel", "", call => call.Graph.Reshape(call.Input, -1));
        table.Add("Transpose", "transpose permute_dimensions", Transpose);
        table.Add("", "matrix_transpose", call => Swap(call.Graph, call.Input, -1, -2));
        table.Add("Swapaxes", "experimental.numpy.swapaxes", call => Swap(call.Graph, call.Input, call.Integer(0, -1, "axis1"), call.Integer(0, -1, "axis2")));
        table.Add("Moveaxis", "experimental.numpy.moveaxis", MoveAxis);
        table.Add("ExpandDims", "expand_dims", ExpandDims);
        table.Add("Squeeze", "squeeze", Squeeze);
        table.Add("BroadcastTo", "broadcast_to", call => call.Graph.Add("BroadcastTo", call.Input, call.Vector(1, "shape")));
        table.Add("Flip", "reverse", call => Flip(call, call.AxesOf(call.Input, "axis")));
        table.Add("Fliplr", "image.flip_left_right", call => Flip(call, [Axes.Counted(call.IsKeras3 ? 1 : -2, call.Input.Rank)]));
        table.Add("Flipud", "image.flip_up_down", call => Flip(call, [Axes.Counted(call.IsKeras3 ? 0 : -3, call.Input.Rank)]));
        table.Add("Roll", "roll", Roll);
        table.Add("", "shape shape_v2", call => Shape(call, "Shape"));
        table.Add("Size", "size size_v2", call => Shape(call, "Size"));
        table.Add("Ndim", "rank", call => call.Graph.Integer(call.Input.Rank));
        table.Add("DepthToSpace", "depth_to_space", call => Block(call, "DepthToSpace"));
        table.Add("SpaceToDepth", "space_to_depth", call => Block(call, "SpaceToDepth"));
    }

    private static GraphTensor Reshape(OperationCall call)
    {
        var input = call.Tensor(0, "x", "tensor");
        var shape = call.Vector(1, "newshape", "shape");
        return shape.Facts.Constant is { } lengths && (lengths.Any(length => length < -1) || lengths.Count(length => length == -1) > 1)
            ? throw OperationCall.Wrong("lengths, and at most one -1", "newshape")
            : call.Graph.Add("Reshape", input, shape);
    }

    private static GraphTensor Transpose(OperationCall call)
    {
        var input = call.Input;
        call.Refuse("conjugate");
        int[] order = call.OptionalIntegers(-1, "axes", "perm", "pattern") is { } axes ? Axes.Counted(axes, input.Rank) : [.. Enumerable.Range(0, input.Rank).Reverse()];
        return order.Length == input.Rank ? call.Graph.Transpose(input, order) : throw OperationCall.Wrong($"{input.Rank} axes", "axes");
    }

    private static GraphTensor Swap(LayerGraph graph, GraphTensor input, int first, int second)
    {
        int[] order = [.. Enumerable.Range(0, input.Rank)];
        var (one, other) = (Axes.Counted(first, input.Rank), Axes.Counted(second, input.Rank));
        (order[one], order[other]) = (order[other], order[one]);
        return graph.Transpose(input, order);
    }

    private static GraphTensor MoveAxis(OperationCall call)
    {
        var input = call.Input;
        int[] from = Axes.Counted(call.OptionalIntegers(-1, "source") ?? throw OperationCall.Wrong("axes", "source"), input.Rank);
        int[] to = Axes.Counted(call.OptionalIntegers(-1, "destination") ?? throw OperationCall.Wrong("axes", "destination"), input.Rank);
        if (from.Length != to.Length)
        {
            throw OperationCall.Wrong("as many axes as those that are moved", "destination");
        }

        // What is not moved keeps its order (numpy.moveaxis).
        List<int> order = [.. Enumerable.Range(0, input.Rank).Except(from)];
        foreach (var (place, axis) in to.Zip(from, (place, axis) => (place, axis)).OrderBy(move => move.place))
        {
            order.Insert(place, axis);
        }

        return call.Graph.Transpose(input, [.. order]);
    }

    private static GraphTensor ExpandDims(OperationCall call)
    {
        var value = call.Input;
        int[] axes = call.OptionalIntegers(-1, "axis", "dim") ?? [call.IsKeras3 ? throw OperationCall.Wrong("an axis", "axis") : -1];
        foreach (int axis in Axes.Counted(axes, value.Rank + axes.Length).OrderBy(axis => axis))
        {
            value = call.Graph.ExpandDims(value, axis);
        }

        return value;
    }

    private static GraphTensor Squeeze(OperationCall call)
    {
        var input = call.Input;
        long[] axes = call.OptionalIntegers(-1, "axis", "squeeze_dims") is { } given
            ? [.. Axes.Counted(given, input.Rank).Select(axis => (long)axis)]
            : [.. Enumerable.Range(0, input.Rank).Where(axis => input.Length(axis) == 1).Select(axis => (long)axis)];
        return axes.Length == 0 ? input
            : axes.Any(axis => input.Length((int)axis) is not (null or 1)) ? throw OperationCall.Wrong($"axes of length 1 of {input.Shape}", "axis")
            : call.Graph.Squeeze(input, axes);
    }

    private static GraphTensor Flip(OperationCall call, int[] axes) => call.Graph.Add("ReverseV2", call.Input, call.Graph.Integers([.. axes.Select(axis => (long)axis)]));

    private static GraphTensor Roll(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        int[] shifts = call.OptionalIntegers(-1, "shift") ?? throw OperationCall.Wrong("whole numbers", "shift");
        if (call.OptionalIntegers(-1, "axis") is not { } axes)
        {
            var rolled = graph.Add("Roll", graph.Reshape(input, -1), graph.Integers(shifts.Sum(shift => (long)shift)), graph.Integers(0));
            return graph.Add("Reshape", rolled, graph.ShapeOf(input));
        }

        axes = [.. axes.Select(axis => Axes.Counted(axis, input.Rank))];
        shifts = shifts.Length == 1 ? [.. axes.Select(_ => shifts[0])] : shifts;
        return shifts.Length == axes.Length
            ? graph.Add("Roll", input, graph.Integers([.. shifts.Select(shift => (long)shift)]), graph.Integers([.. axes.Select(axis => (long)axis)]))
            : throw OperationCall.Wrong($"{axes.Length} whole numbers", "shift");
    }

    private static GraphTensor Shape(OperationCall call, string operation)
    {
        var type = call.Type(-1, "out_type") ?? DataType.Int32;
        return call.Graph.Node(operation).Input(call.Input).With("out_type", type is DataType.Int32 or DataType.Int64 ? type : throw OperationCall.Wrong("int32 or int64", "out_type")).Output();
    }

    private static GraphTensor Block(OperationCall call, string operation)
    {
        int size = call.Integer(0, -1, "block_size");
        if (size < 2 || call.Text("channels_last", -1, "data_format") is not ("channels_last" or "NHWC"))
        {
            throw KerasFault.Unsupported("blocks are of at least 2 pixels, and channels come last");
        }

        return call.Graph.Node(operation).Input(call.Input).With("block_size", size).Output();
    }
}
