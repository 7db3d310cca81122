using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions that join tensors, divide them, or repeat them.</summary>
internal static class JoiningFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Concatenate", "concat concatenate", call => Concatenate(call, list => call.AxisOf(list[0], call.IsKeras3 ? 0 : -1, "axis")));
        table.Add("Hstack", "", call => Concatenate(call, list => list[0].Rank > 1 ? 1 : 0));
        table.Add("Vstack", "", call => call.Graph.Concatenate([.. call.List("xs").Select(x => x.Rank > 1 ? x : call.Graph.ExpandDims(x, 0))], 0));
        table.Add("Append", "", Append);
        table.Add("Stack", "stack", Stack);
        table.AddMany("Split", "split", Split);
        table.AddMany("Unstack", "unstack", Unstack);
        table.Add("Tile", "tile", Tile);
        table.Add("Repeat", "repeat", Repeat);
        table.Add("Pad", "pad", Pad);
    }

    private static GraphTensor Concatenate(OperationCall call, Func<IReadOnlyList<GraphTensor>, int> axisOf)
    {
        var list = call.List("xs", "values", "tensors");
        return call.Graph.Concatenate(list, axisOf(list));
    }

    private static GraphTensor Append(OperationCall call)
    {
        var (left, right) = call.Pair();
        return call.OptionalInteger(-1, "axis") is { } axis
            ? call.Graph.Concatenate([left, right], Axes.Counted(axis, left.Rank))
            : call.Graph.Concatenate([call.Graph.Reshape(left, -1), call.Graph.Reshape(right, -1)], 0);
    }

    private static GraphTensor Stack(OperationCall call)
    {
        var list = call.List("x", "xs", "values", "arrays");
        return call.Graph.Node("Pack").Input(list).With("axis", Axes.Counted(call.Integer(0, -1, "axis"), list[0].Rank + 1)).Output();
    }

    private static IReadOnlyList<GraphTensor> Split(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        int axis = call.AxisOf(input, 0, "axis");
        var parts = call.Constant(-1, "indices_or_sections", "num_or_size_splits") ?? throw OperationCall.Wrong("a number or a list", "indices_or_sections");
        int[] numbers = call.OptionalIntegers(-1, "indices_or_sections", "num_or_size_splits")!;
        if (parts.Kind != Formats.Json.JsonKind.List)
        {
            long? length = input.Length(axis);
            return numbers[0] > 0 && (length is null || length % numbers[0] == 0)
                ? graph.Node("Split").Input(graph.Integer(axis)).Input(input).With("num_split", (long)numbers[0]).Outputs()
                : throw OperationCall.Wrong($"a divisor of the length {length}", "indices_or_sections");
        }

        // keras.ops says where to cut, TensorFlow how long the parts are.
        long[] sizes = [.. numbers.Select(number => (long)number)];
        if (call.IsKeras3)
        {
            sizes = [.. numbers.Select((number, i) => (long)number - (i == 0 ? 0 : numbers[i - 1])), -1];
        }

        return sizes.Length > 0 && sizes.All(size => size >= -1) && sizes.Count(size => size == -1) <= 1
            ? graph.Node("SplitV").Input(input).Input(graph.Integers(sizes)).Input(graph.Integer(axis)).With("num_split", (long)sizes.Length).Outputs()
            : throw OperationCall.Wrong("places or lengths in order", "indices_or_sections");
    }

    private static IReadOnlyList<GraphTensor> Unstack(OperationCall call)
    {
        var input = call.Input;
        int axis = call.AxisOf(input, 0, "axis");
        long count = call.OptionalInteger(-1, "num") ?? input.Length(axis) ?? throw KerasFault.Unsupported($"axis {axis} of {input.Shape} has no known length, and it is taken apart");
        return count is >= 0 and < 1 << 16 ? call.Graph.Node("Unpack").Input(input).With("num", count).With("axis", axis).Outputs() : throw OperationCall.Wrong("a number of tensors", "num");
    }

    private static GraphTensor Tile(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        var times = call.Vector(-1, "repeats", "multiples");
        long count = times.Length(0) ?? input.Rank;
        if (times.Facts.Constant?.Any(time => time < 0) == true)
        {
            throw OperationCall.Wrong("numbers not below 0", "repeats");
        }

        while (count > input.Rank)
        {
            input = graph.ExpandDims(input, 0);
        }

        return graph.Add("Tile", input, count == input.Rank ? times : graph.Concatenate([graph.Integers([.. Enumerable.Repeat(1L, input.Rank - (int)count)]), times], 0));
    }

    private static GraphTensor Repeat(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        int[] times = call.OptionalIntegers(-1, "repeats") ?? throw OperationCall.Wrong("whole numbers", "repeats");
        if (times.Any(time => time < 0))
        {
            throw OperationCall.Wrong("numbers not below 0", "repeats");
        }

        int? given = call.OptionalInteger(-1, "axis");
        input = given is null ? graph.Reshape(input, -1) : input;
        int axis = Axes.Counted(given ?? 0, input.Rank);
        if (times is [var count])
        {
            var tiles = Enumerable.Repeat(1L, input.Rank + 1).ToArray();
            tiles[axis + 1] = count;
            var tiled = graph.Add("Tile", graph.ExpandDims(input, axis + 1), graph.Integers(tiles));
            return graph.Reshape(tiled, [.. Enumerable.Range(0, input.Rank).Select(i => i == axis ? graph.Product([graph.LengthOf(input, i), graph.Integer(count)]) : graph.LengthOf(input, i))]);
        }

        const long MostPlaces = 1 << 20;
        if (times.Sum(time => (long)time) > MostPlaces || (input.Length(axis) is { } length && length != times.Length))
        {
            throw OperationCall.Wrong("a number for each element of the axis", "repeats");
        }

        return graph.Node("GatherV2").Input(input).Input(graph.Integers([.. times.SelectMany((time, place) => Enumerable.Repeat((long)place, time))])).Input(graph.Integer(axis)).Output();
    }

    private static GraphTensor Pad(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        var widths = JsonTensor.Read(call.Constant(-1, "pad_width", "paddings") ?? throw OperationCall.Wrong("pairs of whole numbers", "pad_width"));
        int rank = input.Rank;
        double[] flat = widths.Values.Length switch
        {
            1 => [.. Enumerable.Repeat(widths.Values[0], 2 * rank)],
            2 when rank != 1 => [.. Enumerable.Range(0, 2 * rank).Select(i => widths.Values[i % 2])],
            var count when count == 2 * rank => widths.Values,
            _ => throw OperationCall.Wrong($"{rank} pairs of whole numbers", "pad_width"),
        };
        if (flat.Any(width => width < 0 || Math.Floor(width) != width))
        {
            throw OperationCall.Wrong("numbers not below 0", "pad_width");
        }

        var pairs = graph.Constant(flat, new TensorShape(rank, 2), DataType.Int32);
        string mode = call.Text("constant", -1, "mode").ToUpperInvariant();
        double with = call.OptionalNumber(1, "constant_values") ?? 0;
        return mode switch
        {
            "CONSTANT" when with == 0 => graph.Add("Pad", input, pairs),
            "CONSTANT" => graph.Add("PadV2", input, pairs, graph.Scalar(with, input.DataType)),
            "REFLECT" or "SYMMETRIC" => graph.Node("MirrorPad").Input(input).Input(pairs).With("mode", mode).Output(),
            _ => throw OperationCall.Wrong("constant, reflect or symmetric", "mode"),
        };
    }
}
