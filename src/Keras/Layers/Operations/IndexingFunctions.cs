using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that take elements by their places.</summary>
internal static class IndexingFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("GetItem", "getitem", call => ItemIndex.Read(call, call.Find(1, "key", "slice_spec")).Apply(call.Graph, call.Tensor(0, "x", "tensor")));
        table.Add("Take", "gather gather_v2", Take);
        table.Add("TakeAlongAxis", "experimental.numpy.take_along_axis", TakeAlongAxis);
        table.Add("", "gather_nd", call => call.Graph.Add("GatherNd", call.Tensor(0, "params"), Places(call)));
        table.Add("Slice", "slice", call => call.Graph.Add("Slice", call.Tensor(0, "inputs", "input_"), call.Vector(1, "start_indices", "begin"), call.Vector(-1, "shape", "size")));
        table.Add("Tril", "", call => Band(call, keepsLower: true));
        table.Add("Triu", "", call => Band(call, keepsLower: false));
    }

    private static GraphTensor Places(OperationCall call)
    {
        var places = call.Tensor(1, "indices");
        return places.DataType is DataType.Int32 or DataType.Int64 ? places : call.Graph.Cast(places, DataType.Int32);
    }

    private static GraphTensor Take(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Tensor(0, "x", "params");
        int batch = call.Integer(0, -1, "batch_dims");
        int? given = call.OptionalInteger(-1, "axis");
        input = given is null && call.IsKeras3 ? graph.Reshape(input, -1) : input;
        int axis = Axes.Counted(given ?? (call.IsKeras3 ? 0 : batch), input.Rank);
        var places = Places(call);
        if (call.IsKeras3 && !(places.Facts.Constant is { } known && known.All(place => place >= 0)))
        {
            places = FromStart(graph, places, graph.LengthOf(input, axis));
        }

        return batch < 0 || batch > axis ? throw OperationCall.Wrong("a number of axes up to the axis", "batch_dims")
            : graph.Node("GatherV2").Input(input).Input(places).Input(graph.Integer(axis)).With("batch_dims", batch).Output();
    }

    // Places below 0 are counted from the end.
    private static GraphTensor FromStart(LayerGraph graph, GraphTensor places, GraphTensor length) =>
        graph.Add("SelectV2", graph.WithNumber("Less", places, 0), graph.Add("AddV2", places, graph.Cast(length, places.DataType)), places);

    private static GraphTensor TakeAlongAxis(OperationCall call)
    {
        var graph = call.Graph;
        var (input, places) = (call.Input, Places(call));
        int? given = call.OptionalInteger(-1, "axis");
        input = given is null ? graph.Reshape(input, -1) : input;
        int rank = input.Rank, axis = Axes.Counted(given ?? 0, rank), last = rank - 1;
        if (places.Rank != rank)
        {
            throw KerasFault.Damaged($"it takes places {places.Shape} along an axis of {input.Shape}");
        }

        places = FromStart(graph, places, graph.LengthOf(input, axis));
        int[] order = [.. Enumerable.Range(0, rank).Select(i => i == axis ? last : i == last ? axis : i)];
        (input, places) = Spread(graph, graph.Transpose(input, order), graph.Transpose(places, order));
        return graph.Transpose(graph.Node("GatherV2").Input(input).Input(places).Input(graph.Integer(last)).With("batch_dims", last).Output(), order);
    }

    // All axes but the last are spread to one length; those that are known to be equal need nothing.
    private static (GraphTensor Input, GraphTensor Places) Spread(LayerGraph graph, GraphTensor input, GraphTensor places)
    {
        int last = input.Rank - 1;
        if (Enumerable.Range(0, last).All(axis => input.Length(axis) is { } length && length == places.Length(axis)))
        {
            return (input, places);
        }

        GraphTensor[] common = [.. Enumerable.Range(0, last).Select(axis => input.Length(axis) is { } length && length == places.Length(axis)
            ? graph.Integer(length) : graph.Add("Maximum", graph.LengthOf(input, axis), graph.LengthOf(places, axis)))];
        return (graph.Add("BroadcastTo", input, graph.Vector([.. common, graph.LengthOf(input, last)])), graph.Add("BroadcastTo", places, graph.Vector([.. common, graph.LengthOf(places, last)])));
    }

    private static GraphTensor Band(OperationCall call, bool keepsLower)
    {
        var graph = call.Graph;
        var input = call.Input;
        int k = call.Integer(0, -1, "k");
        int rank = input.Rank >= 2 ? input.Rank : throw KerasFault.Damaged($"it takes a triangle of {input.Shape}, which is no matrix");

        // Row i keeps the columns up to i + k, or from it on.
        var rows = graph.ExpandDims(graph.Range(graph.LengthOf(input, rank - 2)), 1);
        var columns = graph.ExpandDims(graph.Range(graph.LengthOf(input, rank - 1)), 0);
        var keeps = graph.Add(keepsLower ? "LessEqual" : "GreaterEqual", columns, graph.WithNumber("AddV2", rows, k));
        return graph.Add("SelectV2", keeps, input, graph.ZerosLike(input));
    }
}
