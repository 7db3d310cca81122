using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that compare the elements along an axis, and running sums.</summary>
internal static class OrderFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Argmax", "argmax", call => ArgOf(call, "ArgMax"));
        table.Add("Argmin", "argmin", call => ArgOf(call, "ArgMin"));
        table.AddMany("TopK", "top_k", TopK);
        table.Add("Sort", "sort", call => Sort(call)[0]);
        table.Add("Argsort", "argsort", call => Sort(call)[1]);
        table.Add("Cumsum", "cumsum", call => Running(call, "Cumsum"));
        table.Add("Cumprod", "cumprod", call => Running(call, "Cumprod"));
        table.Add("", "in_top_k", call => call.Graph.Node("InTopKV2").Input(call.Tensor(-1, "predictions")).Input(call.Tensor(0, "targets")).Input(call.Graph.Integer(call.Integer(1, -1, "k"))).Output());
    }

    private static GraphTensor ArgOf(OperationCall call, string operation)
    {
        var graph = call.Graph;
        var input = call.Input;
        var type = call.IsKeras3 ? DataType.Int32 : call.Type(-1, "output_type") ?? DataType.Int64;
        int? given = call.OptionalInteger(-1, "axis", "dimension");
        var searched = given is null && call.IsKeras3 ? graph.Reshape(input, -1) : input;
        int axis = Axes.Counted(given ?? 0, searched.Rank);
        var found = graph.Node(operation).Input(searched).Input(graph.Integer(axis)).With("output_type", type is DataType.Int32 or DataType.Int64 ? type : throw OperationCall.Wrong("int32 or int64", "output_type")).Output();
        if (!call.Flag(false, "keepdims"))
        {
            return found;
        }

        return given is not null ? graph.ExpandDims(found, axis) : graph.Reshape(found, [.. Enumerable.Repeat(1L, input.Rank)]);
    }

    private static IReadOnlyList<GraphTensor> TopK(OperationCall call)
    {
        var input = call.Input;
        int k = call.Integer(call.IsKeras3 ? -1 : 1, -1, "k");
        return k >= 0 && k <= (input.Length(-1) ?? k) ? call.Graph.Node("TopKV2").Input(input).Input(call.Graph.Integer(k)).With("sorted", call.Flag(true, "sorted")).Outputs()
            : throw OperationCall.Wrong($"a number up to the length of the last axis of {input.Shape}", "k");
    }

    // The greatest of −x are the least of x, in the order in which they stand.
    private static IReadOnlyList<GraphTensor> Sort(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        int axis = call.AxisOf(input, -1, "axis"), last = input.Rank - 1;
        bool isDescending = call.Text("ASCENDING", -1, "direction") switch
        {
            "ASCENDING" => false,
            "DESCENDING" => true,
            _ => throw OperationCall.Wrong("ASCENDING or DESCENDING", "direction"),
        };
        if (input.DataType is not (DataType.Int32 or DataType.Int64) && !input.IsFloating)
        {
            throw KerasFault.Unsupported($"it sorts values of {input.DataType.ToWord()}");
        }

        int[] order = [.. Enumerable.Range(0, input.Rank).Select(i => i == axis ? last : i == last ? axis : i)];
        var moved = graph.Transpose(input, order);
        var sorted = graph.Node("TopKV2").Input(isDescending ? moved : Turned(graph, moved)).Input(graph.LengthOf(moved, last)).With("sorted", true).Outputs();
        return [graph.Transpose(isDescending ? sorted[0] : Turned(graph, sorted[0]), order), graph.Transpose(sorted[1], order)];
    }

    // −1 − x of whole numbers, for the least has no opposite.
    private static GraphTensor Turned(LayerGraph graph, GraphTensor value) => value.IsFloating ? graph.Add("Neg", value) : graph.Add("Sub", graph.Scalar(-1, value.DataType), value);

    private static GraphTensor Running(OperationCall call, string operation)
    {
        var graph = call.Graph;
        var input = call.Type(-1, "dtype") is { } type && call.IsKeras3 ? graph.Cast(call.Input, type) : call.Input;
        input = input.DataType == DataType.Bool ? graph.Cast(input, DataType.Int32) : input;
        int? given = call.OptionalInteger(-1, "axis");
        input = given is null && call.IsKeras3 ? graph.Reshape(input, -1) : input;
        return graph.Node(operation).Input(input).Input(graph.Integer(Axes.Counted(given ?? 0, input.Rank)))
            .With("exclusive", call.Flag(false, "exclusive")).With("reverse", call.Flag(false, "reverse")).Output();
    }
}
