using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions of two numbers each: tensors, numbers of the configuration, or one of each.</summary>
internal static class BinaryFunctions
{
    private static readonly (string Class, string Function, string Operation)[] s_plain =
    [
        ("Add", "add", "AddV2"), ("Subtract", "subtract sub", "Sub"), ("Multiply", "multiply mul", "Mul"), ("Maximum", "maximum", "Maximum"), ("Minimum", "minimum", "Minimum"),
        ("Power", "pow", "Pow"), ("FloorDivide", "floordiv", "FloorDiv"), ("", "squared_difference", "SquaredDifference"),
        ("Equal", "equal eq", "Equal"), ("NotEqual", "not_equal ne", "NotEqual"), ("Greater", "greater", "Greater"), ("GreaterEqual", "greater_equal", "GreaterEqual"),
        ("Less", "less", "Less"), ("LessEqual", "less_equal", "LessEqual"), ("BitwiseAnd", "bitwise.bitwise_and", "BitwiseAnd"), ("BitwiseOr", "bitwise.bitwise_or", "BitwiseOr"),
        ("BitwiseXor", "bitwise.bitwise_xor", "BitwiseXor"), ("", "xlogy", "Xlogy"), ("", "xdivy", "Xdivy"),
    ];

    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, function, operation) in s_plain)
        {
            table.Add(name, function, call => Plain(call, operation));
        }

        table.Add("Divide TrueDivide", "truediv divide realdiv", Divide);
        table.Add("DivideNoNan", "divide_no_nan", call => Real(call, "DivNoNan"));
        table.Add("Mod", "floormod mod", call => Plain(call, "FloorMod"));
        table.Add("Arctan2", "atan2", call => Real(call, "Atan2"));
        table.Add("Hypot", "", Hypot);
        table.Add("Logaddexp", "", LogAddExp);
        table.Add("LogicalAnd", "logical_and", call => Logical(call, "LogicalAnd"));
        table.Add("LogicalOr", "logical_or", call => Logical(call, "LogicalOr"));
        table.Add("LogicalXor", "logical_xor", call => Logical(call, "NotEqual"));
        table.Add("Where", "where where_v2", Where);
        table.Add("Clip", "clip_by_value clip", Clip);
    }

    private static GraphTensor Plain(OperationCall call, string operation)
    {
        var (left, right) = call.Pair();
        return call.Graph.Add(operation, left, right);
    }

    private static GraphTensor Apply(LayerGraph graph, string operation, GraphTensor left, GraphTensor right, DataType type) => graph.Add(operation, graph.Cast(left, type), graph.Cast(right, type));

    private static GraphTensor Real(OperationCall call, string operation)
    {
        var (left, right) = call.IsKeras3 ? call.Pair(TypePromotion.AnyReal) : call.Pair();
        return call.Graph.Add(operation, left, right);
    }

    // tf.math.truediv makes float64 of integers of 32 and 64 bits, and float32 of smaller ones.
    private static GraphTensor Divide(OperationCall call)
    {
        if (call.IsKeras3)
        {
            return Real(call, "RealDiv");
        }

        var (left, right) = call.Pair();
        return left.IsFloating ? call.Graph.Add("RealDiv", left, right)
            : Apply(call.Graph, "RealDiv", left, right, left.DataType is DataType.Int8 or DataType.UInt8 or DataType.Int16 or DataType.UInt16 ? DataType.Float : DataType.Double);
    }

    private static GraphTensor Hypot(OperationCall call)
    {
        var (left, right) = call.Pair(TypePromotion.AnyReal);
        return call.Graph.Add("Sqrt", call.Graph.Add("AddV2", call.Graph.Add("Square", left), call.Graph.Add("Square", right)));
    }

    // log(exp(a) + exp(b)) without either power.
    private static GraphTensor LogAddExp(OperationCall call)
    {
        var graph = call.Graph;
        var (left, right) = call.Pair(TypePromotion.AnyReal);
        var difference = graph.Add("Sub", left, right);
        var sum = graph.Add("AddV2", graph.Add("Maximum", left, right), graph.Add("Log1p", graph.Add("Exp", graph.Add("Neg", graph.Add("Abs", difference)))));
        return graph.Add("SelectV2", graph.Add("IsNan", difference), graph.Add("AddV2", left, right), sum);
    }

    private static GraphTensor Logical(OperationCall call, string operation)
    {
        var first = call.Find(0, "x1", "x") ?? throw OperationCall.Wrong("a tensor", "x1");
        var second = call.Find(1, "x2", "y") ?? throw OperationCall.Wrong("a tensor", "x2");
        return call.Graph.Add(operation, call.ToTensor(first, DataType.Bool), call.ToTensor(second, DataType.Bool));
    }

    private static GraphTensor Where(OperationCall call)
    {
        var condition = call.Graph.Cast(call.Tensor(0, "condition"), DataType.Bool);
        if (call.Find(1, "x1", "x") is not { } first || call.Find(2, "x2", "y") is not { } second)
        {
            throw KerasFault.Unsupported("it asks where a condition holds, which has no shape beforehand");
        }

        var type = call.TypeOf([first, second]);
        return call.Graph.Add("SelectV2", condition, call.ToTensor(first, type), call.ToTensor(second, type));
    }

    private static GraphTensor Clip(OperationCall call)
    {
        var graph = call.Graph;
        var value = call.Find(0, "x", "t", "x1") ?? throw OperationCall.Wrong("a tensor", "x");
        var least = call.Find(1, "x_min", "clip_value_min", "min_value");
        var most = call.Find(2, "x_max", "clip_value_max", "max_value");
        var type = call.TypeOf(new[] { value, least, most }.OfType<LayerArgument>());
        type = type == DataType.Bool ? DataType.Int32 : type;
        var result = call.ToTensor(value, type);
        if (least?.Constant is { } && most?.Constant is { } && call.ToTensor(least, type) is { Rank: 0 } from && call.ToTensor(most, type) is { Rank: 0 } to)
        {
            return graph.Add("ClipByValue", result, from, to);
        }

        result = most is null ? result : graph.Add("Minimum", result, call.ToTensor(most, type));
        return least is null ? result : graph.Add("Maximum", result, call.ToTensor(least, type));
    }
}
