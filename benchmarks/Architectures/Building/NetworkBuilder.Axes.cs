using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>The sum.</summary>
    public NetworkTensor Add(NetworkTensor first, NetworkTensor second) => Binary(first, second, "AddV2", "Add");

    /// <summary>The product of elements.</summary>
    public NetworkTensor Multiply(NetworkTensor first, NetworkTensor second) => Binary(first, second, "Mul", "Mul");

    /// <summary>Values one after another along the last axis.</summary>
    public NetworkTensor Concatenate(params NetworkTensor[] values)
    {
        NetworkTensor[] alike = [.. values.Select(value => values[0].IsChannelsFirst ? ChannelsFirst(value) : ChannelsLast(value))];
        long axis = alike[0].IsChannelsFirst ? 1 : alike[0].Rank - 1;
        return Both(
            alike[0],
            _graph.Concatenate([.. alike.Select(value => value.Graph)], alike[0].Rank - 1),
            _onnx.Node("Concat").Input([.. alike.Select(value => value.Onnx)]).With("axis", axis).Output());
    }

    /// <summary>Each row as one vector.</summary>
    public NetworkTensor Flatten(NetworkTensor input)
    {
        var last = ChannelsLast(input);
        int length = Enumerable.Range(1, last.Rank - 1).Aggregate(1, (product, axis) => product * last.Length(axis));
        return new NetworkTensor(_graph.Reshape(last.Graph, -1, length), _onnx.Node("Flatten").Input(last.Onnx).With("axis", 1).Output(), false);
    }

    /// <summary>Other axes behind the batch, which TensorFlow's graph takes from the input's shape.</summary>
    public NetworkTensor Reshape(NetworkTensor input, params int[] lengths)
    {
        var last = ChannelsLast(input);
        return new NetworkTensor(Axes(last.Graph, lengths), _onnx.Add("Reshape", last.Onnx, _onnx.Integers([0, .. lengths.Select(length => (long)length)])), false);
    }

    /// <summary>A value whose axis <c>i</c> is axis <c>order[i]</c> of another.</summary>
    public NetworkTensor Transpose(NetworkTensor input, params int[] order)
    {
        var last = ChannelsLast(input);
        return Both(last, _graph.Transpose(last.Graph, order), Moved(last.Onnx, order));
    }

    /// <summary>Some of the last axis.</summary>
    public NetworkTensor Slice(NetworkTensor input, int start, int length)
    {
        int axis = input.Rank - 1;
        var last = ChannelsLast(input);
        string onnx = _onnx.Add("Slice", last.Onnx, _onnx.Integers(start), _onnx.Integers(start + length), _onnx.Integers(axis));
        return Both(last, _graph.Slice(last.Graph, axis, start, start + length), onnx);
    }

    /// <summary>A picture twice as high and wide, by repeated pixels or by lines between them.</summary>
    public NetworkTensor Upsample(NetworkTensor input, bool isLinear)
    {
        var first = ChannelsFirst(input);
        var size = _graph.Integers(2 * first.Length(1), 2 * first.Length(2));
        var graph = _graph.Node(isLinear ? "ResizeBilinear" : "ResizeNearestNeighbor").Input(first.Graph).Input(size).With("half_pixel_centers", true).Output();
        var onnx = _onnx.Node("Resize").Input(first.Onnx, "", _onnx.Weights([1, 1, 2, 2], 4)).With("mode", isLinear ? "linear" : "nearest");
        onnx = isLinear ? onnx.With("coordinate_transformation_mode", "half_pixel") : onnx.With("coordinate_transformation_mode", "asymmetric").With("nearest_mode", "floor");
        return Both(first, graph, onnx.Output());
    }

    /// <summary>Channels as pixels of squares.</summary>
    public NetworkTensor DepthToSpace(NetworkTensor input, int size)
    {
        var first = ChannelsFirst(input);
        return Both(
            first,
            _graph.Node("DepthToSpace").Input(first.Graph).With("block_size", (long)size).Output(),
            _onnx.Node("DepthToSpace").Input(first.Onnx).With("blocksize", size).With("mode", "DCR").Output());
    }

    private GraphTensor Axes(GraphTensor value, params int[] lengths) => _graph.Reshape(value, [_graph.LengthOf(value, 0), .. lengths.Select(length => _graph.Integer(length))]);

    private NetworkTensor Binary(NetworkTensor first, NetworkTensor second, string graph, string onnx)
    {
        var alike = first.IsChannelsFirst ? ChannelsFirst(second) : ChannelsLast(second);
        return Both(first, _graph.Add(graph, first.Graph, alike.Graph), _onnx.Add(onnx, first.Onnx, alike.Onnx));
    }
}
