using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that make one number of those along axes.</summary>
internal static class ReductionFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Sum", "reduce_sum sum", call => Reduce(call, "Sum", Widened(call, call.Input)));
        table.Add("Prod", "reduce_prod prod", call => Reduce(call, "Prod", call.Type(-1, "dtype") is { } type ? call.Graph.Cast(call.Input, type) : Widened(call, call.Input)));
        table.Add("Max Amax", "reduce_max max", call => Reduce(call, "Max", call.Input));
        table.Add("Min Amin", "reduce_min min", call => Reduce(call, "Min", call.Input));
        table.Add("All", "reduce_all all", call => Reduce(call, "All", call.Graph.Cast(call.Input, DataType.Bool)));
        table.Add("Any", "reduce_any any", call => Reduce(call, "Any", call.Graph.Cast(call.Input, DataType.Bool)));
        table.Add("Mean", "reduce_mean mean", Mean);
        table.Add("Var", "reduce_variance var", call => Variance(call, call.FloatingInput));
        table.Add("Std", "reduce_std std", call => call.Graph.Add("Sqrt", Variance(call, call.FloatingInput)));
        table.Add("CountNonzero", "count_nonzero", CountNonzero);
        table.Add("Logsumexp", "reduce_logsumexp logsumexp", LogSumExp);
        table.Add("Ptp", "", call => call.Graph.Add("Sub", Reduce(call, "Max", call.Input), Reduce(call, "Min", call.Input)));
        table.Add("Norm", "norm", Norm);
        table.AddMany("Moments", "moments", Moments);
    }

    // Python's keepdims, and keep_dims of TensorFlow 1.
    private static bool KeepsDims(OperationCall call) => call.Flag(false, "keepdims", "keep_dims");

    private static long[] AxesOf(OperationCall call, GraphTensor value) => [.. call.AxesOf(value, "axis", "axes", "reduction_indices").Select(axis => (long)axis)];

    private static GraphTensor Reduce(OperationCall call, string operation, GraphTensor value)
    {
        call.Refuse("initial");
        return call.Graph.Reduce(operation, value, KeepsDims(call), AxesOf(call, value));
    }

    // keras.ops sums small whole numbers as larger ones.
    private static GraphTensor Widened(OperationCall call, GraphTensor value) => !call.IsKeras3 ? value : value.DataType switch
    {
        DataType.Bool or DataType.Int8 or DataType.Int16 => call.Graph.Cast(value, DataType.Int32),
        DataType.UInt8 or DataType.UInt16 => call.Graph.Cast(value, DataType.UInt32),
        _ => value,
    };

    // Half precision is too small for sums: keras.ops takes the mean in float32.
    private static GraphTensor Mean(OperationCall call)
    {
        var value = call.FloatingInput;
        return call.IsKeras3 && value.DataType is DataType.Half or DataType.BFloat16
            ? call.Graph.Cast(Reduce(call, "Mean", call.Graph.Cast(value, DataType.Float)), value.DataType)
            : Reduce(call, "Mean", value);
    }

    private static GraphTensor Variance(OperationCall call, GraphTensor value)
    {
        var graph = call.Graph;
        var computed = value.DataType is DataType.Half or DataType.BFloat16 ? graph.Cast(value, DataType.Float) : value;
        var difference = graph.Add("Sub", computed, graph.Reduce("Mean", computed, true, AxesOf(call, value)));
        return graph.Cast(graph.Reduce("Mean", graph.Add("Square", difference), KeepsDims(call), AxesOf(call, value)), value.DataType);
    }

    private static IReadOnlyList<GraphTensor> Moments(OperationCall call)
    {
        call.Refuse("shift", "synchronized");
        return [Mean(call), Variance(call, call.FloatingInput)];
    }

    private static GraphTensor CountNonzero(OperationCall call)
    {
        var type = call.IsKeras3 ? DataType.Int32 : call.Type(-1, "dtype") ?? DataType.Int64;
        return Reduce(call, "Sum", call.Graph.Cast(call.Graph.Cast(call.Input, DataType.Bool), type));
    }

    private static GraphTensor LogSumExp(OperationCall call)
    {
        var graph = call.Graph;
        var value = call.FloatingInput;
        var axes = AxesOf(call, value);
        var most = graph.Reduce("Max", value, true, axes);
        most = graph.Add("SelectV2", graph.Add("IsFinite", most), most, graph.ZerosLike(most));
        var sum = graph.Reduce("Sum", graph.Add("Exp", graph.Add("Sub", value, most)), true, axes);
        var result = graph.Add("AddV2", graph.Add("Log", sum), most);
        return KeepsDims(call) || axes.Length == 0 ? result : graph.Squeeze(result, axes);
    }

    private static GraphTensor Norm(OperationCall call)
    {
        var graph = call.Graph;
        var value = call.FloatingInput;
        string order = call.Constant(1, "ord")?.Text is { Length: > 0 } written ? written : "2";
        bool isOfMatrices = AxesOf(call, value).Length == 2 && call.IsKeras3 && order is not "fro" && call.Find(1, "ord") is not null;
        return (isOfMatrices ? "" : order) switch
        {
            "2" or "2.0" or "fro" or "euclidean" => graph.Add("Sqrt", Reduce(call, "Sum", graph.Add("Square", value))),
            "1" or "1.0" => Reduce(call, "Sum", graph.Add("Abs", value)),
            "inf" or "Infinity" => Reduce(call, "Max", graph.Add("Abs", value)),
            _ => throw Formats.Keras.KerasFault.Unsupported($"the norm of the order {order} is not known here"),
        };
    }
}
