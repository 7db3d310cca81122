using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that make tensors anew, or of another type.</summary>
internal static class CreationFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Cast", "cast", call => call.Graph.Cast(call.Input, call.Type(1, "dtype") ?? throw OperationCall.Wrong("a type", "dtype")));
        table.Add("", "cast_to_floatx", call => call.Graph.Cast(call.Input, DataType.Float));
        table.Add("OnesLike", "ones_like ones_like_v2", call => Like(call, "OnesLike"));
        table.Add("ZerosLike EmptyLike", "zeros_like zeros_like_v2", call => Like(call, "ZerosLike"));
        table.Add("FullLike", "", FullLike);
        table.Add("", "fill", call => call.Graph.Add("Fill", call.Vector(0, "dims"), call.Tensor(1, "value")));
        table.Add("", "zeros", call => Filled(call, 0));
        table.Add("", "ones", call => Filled(call, 1));
        table.Add("Arange", "range", Range);
        table.Add("OneHot", "one_hot", OneHot);
        table.Add("", "sequence_mask", SequenceMask);
        table.Add("", "eye", Eye);
    }

    private static GraphTensor Like(OperationCall call, string operation) => call.Graph.Add(operation, call.Type(-1, "dtype") is { } type ? call.Graph.Cast(call.Input, type) : call.Input);

    private static GraphTensor FullLike(OperationCall call)
    {
        var input = call.Input;
        var value = call.Find(1, "fill_value") ?? throw OperationCall.Wrong("a number", "fill_value");
        return call.Graph.Add("BroadcastTo", call.ToTensor(value, call.Type(-1, "dtype") ?? input.DataType), call.Graph.ShapeOf(input));
    }

    private static GraphTensor Filled(OperationCall call, double value) => call.Graph.Add("Fill", call.Vector(0, "shape"), call.Graph.Scalar(value, call.Type(-1, "dtype") ?? DataType.Float));

    private static GraphTensor Range(OperationCall call)
    {
        var first = call.Find(0, "start") ?? throw OperationCall.Wrong("a number", "start");
        var stop = call.Find(1, "stop", "limit");
        var step = call.Find(2, "step", "delta");
        var zero = new LayerArgument(null, null, Formats.Json.JsonValue.Of(0));
        var one = new LayerArgument(null, null, Formats.Json.JsonValue.Of(1));
        LayerArgument[] bounds = [stop is null ? zero : first, stop ?? first, step ?? one];
        var type = call.Type(-1, "dtype") ?? call.TypeOf(bounds);
        return call.Graph.Add("Range", call.ToTensor(bounds[0], type), call.ToTensor(bounds[1], type), call.ToTensor(bounds[2], type));
    }

    private static GraphTensor OneHot(OperationCall call)
    {
        var graph = call.Graph;
        var indices = call.Tensor(0, "x", "indices");
        var places = indices.DataType is DataType.Int32 or DataType.Int64 or DataType.UInt8 ? indices : graph.Cast(indices, DataType.Int64);
        int depth = call.OptionalInteger(-1, "num_classes", "depth") is >= 0 and var given ? given : throw OperationCall.Wrong("a number not below 0", "num_classes");
        call.Refuse("sparse");
        int axis = call.Integer(-1, -1, "axis");
        var type = call.Type(-1, "dtype") ?? DataType.Float;
        return graph.Node("OneHot").Input(places).Input(graph.Integer(depth))
            .Input(graph.Scalar(call.Number(1, -1, "on_value"), type)).Input(graph.Scalar(call.Number(0, -1, "off_value"), type))
            .With("axis", axis == -1 ? axis : Axes.Counted(axis, indices.Rank + 1)).Output();
    }

    // tf.sequence_mask: which places come before a length.
    private static GraphTensor SequenceMask(OperationCall call)
    {
        var graph = call.Graph;
        var lengths = call.Tensor(0, "lengths");
        var limit = call.Find(-1, "maxlen") is { } given ? call.Scalar(given) : graph.Cast(graph.Reduce("Max", lengths, false, [.. Enumerable.Range(0, lengths.Rank).Select(axis => (long)axis)]), DataType.Int32);
        var mask = graph.Add("Less", graph.Cast(graph.Range(limit), lengths.DataType), graph.ExpandDims(lengths, lengths.Rank));
        return graph.Cast(mask, call.Type(-1, "dtype") ?? DataType.Bool);
    }

    private static GraphTensor Eye(OperationCall call)
    {
        var graph = call.Graph;
        var rows = call.Scalar(call.Find(0, "num_rows") ?? throw OperationCall.Wrong("a number", "num_rows"));
        var columns = call.Find(-1, "num_columns") is { } given ? call.Scalar(given) : rows;
        call.Refuse("batch_shape");
        return graph.Cast(graph.Add("Equal", graph.ExpandDims(graph.Range(rows), 1), graph.Range(columns)), call.Type(-1, "dtype") ?? DataType.Float);
    }
}
