namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>The rows of a table that ids name.</summary>
    public NetworkTensor Embedding(NetworkTensor ids, int rows, int width, double deviation = 0.5)
    {
        float[] table = _weights.Around(0, deviation, rows * width);
        return Both(
            ids,
            _graph.Node("GatherV2").Input(Constant(table, rows, width)).Input(ids.Graph).Input(_graph.Integer(0)).Output(),
            _onnx.Node("Gather").Input(_onnx.Weights(table, rows, width), ids.Onnx).With("axis", 0).Output());
    }

    /// <summary>What lies at one place of the axis behind the batch: a column of rows, a step of a sequence.</summary>
    public NetworkTensor At(NetworkTensor input, int place)
    {
        var last = ChannelsLast(input);
        var graph = _graph.Node("StridedSlice").Input(last.Graph).Input(_graph.Integers(0, place)).Input(_graph.Integers(0, place + 1)).Input(_graph.Integers(1, 1))
            .With("begin_mask", 1).With("end_mask", 1).With("shrink_axis_mask", 2).Output();
        return Both(last, graph, _onnx.Node("Gather").Input(last.Onnx, _onnx.Integer(place)).With("axis", 1).Output());
    }

    /// <summary>Some columns of rows, in any order.</summary>
    public NetworkTensor Columns(NetworkTensor rows, params long[] columns) => Both(
        rows,
        _graph.Node("GatherV2").Input(rows.Graph).Input(_graph.Integers(columns)).Input(_graph.Integer(1)).Output(),
        _onnx.Node("Gather").Input(rows.Onnx, _onnx.Integers(columns)).With("axis", 1).Output());

    /// <summary>Weights that are added to every row of the batch, such as those of positions.</summary>
    public NetworkTensor AddWeights(NetworkTensor input, double deviation)
    {
        var last = ChannelsLast(input);
        long[] lengths = [1, .. Enumerable.Range(1, last.Rank - 1).Select(axis => (long)last.Length(axis))];
        return Add(last, Weights(_weights.Around(0, deviation, (int)lengths.Aggregate(1L, (product, length) => product * length)), lengths));
    }
}
