using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>What is added to the scores of attention so that no position looks at ids that are 0: <c>[n, 1, 1, s]</c>.</summary>
    public NetworkTensor PaddingMask(NetworkTensor ids)
    {
        var given = _graph.Cast(_graph.Add("NotEqual", ids.Graph, _graph.Integer(0)), DataType.Float);
        var wide = _graph.ExpandDims(_graph.ExpandDims(given, 1), 1);
        var graph = _graph.WithNumber("Mul", _graph.Add("Sub", _graph.Scalar(1, DataType.Float), wide), -10000);
        string present = _onnx.Node("Cast").Input(_onnx.Add("Not", _onnx.Add("Equal", ids.Onnx, _onnx.Integer32(0)))).With("to", 6).Output();
        string axes = _onnx.NodeOver("Unsqueeze", _onnx.NodeOver("Unsqueeze", present, "axes", 1).Output(), "axes", 2).Output();
        string number = _onnx.Node("Cast").Input(axes).With("to", 1).Output();
        return new NetworkTensor(graph, _onnx.Add("Mul", _onnx.Add("Sub", _onnx.Number(1), number), _onnx.Number(-10000)), false);
    }

    /// <summary>What is added to the scores of attention so that no position looks at later ones: a constant <c>[1, 1, s, s]</c>.</summary>
    public NetworkTensor CausalMask(int length) => Weights([.. Enumerable.Range(0, length * length).Select(index => index % length > index / length ? -10000f : 0)], 1, 1, length, length);

    /// <summary>Attention of a sequence to itself, with three projections before and one behind.</summary>
    public NetworkTensor SelfAttention(NetworkTensor input, int heads, NetworkTensor mask)
    {
        if (!UsesEinsum)
        {
            return Dense(Attention(Dense(input, input.Channels), Dense(input, input.Channels), Dense(input, input.Channels), heads, mask), input.Channels);
        }

        int channels = input.Channels, depth = channels / heads;
        var query = Projection(input, heads);
        var key = Projection(input, heads);
        var value = Projection(input, heads);
        var scores = Einsum("aecd,abcd->acbe", key.Graph, _graph.WithNumber("Mul", query.Graph, 1 / Math.Sqrt(depth)));
        var shares = _graph.Add("Softmax", _graph.Add("AddV2", scores, mask.Graph));
        float[] kernel = _weights.Around(0, Math.Sqrt(1.0 / channels), channels * channels), bias = _weights.Around(0, 0.1, channels);
        var graph = Einsum("abcd,cde->abe", Einsum("acbe,aecd->abcd", shares, value.Graph), Constant(kernel, heads, depth, channels));
        string onnx = OnnxAttention(query, key, value, heads, mask.Onnx);
        return Both(input, _graph.Add("AddV2", graph, Constant(bias, channels)), OnnxDense(Both(input, input.Graph, onnx), kernel, bias, channels));
    }

    /// <summary>Attention of a sequence to itself, with one projection to all three before and one behind.</summary>
    public NetworkTensor JoinedAttention(NetworkTensor input, int heads, NetworkTensor mask)
    {
        int channels = input.Channels;
        var all = Dense(input, 3 * channels);
        var graph = _graph.Node("Split").Input(_graph.Integer(2)).Input(all.Graph).With("num_split", 3L).Outputs();
        string[] onnx = _onnx.NodeOver("Split", all.Onnx, "split", channels, channels, channels).With("axis", 2).Outputs(3);
        NetworkTensor[] parts = [.. graph.Zip(onnx, (tensor, name) => Both(all, tensor, name))];
        return Dense(Attention(parts[0], parts[1], parts[2], heads, mask), channels);
    }

    private NetworkTensor Attention(NetworkTensor query, NetworkTensor key, NetworkTensor value, int heads, NetworkTensor mask)
    {
        int length = query.Length(1), depth = query.Channels / heads;
        GraphTensor ByHead(NetworkTensor all) => _graph.Transpose(Axes(all.Graph, length, heads, depth), 0, 2, 1, 3);
        var products = _graph.Node("BatchMatMulV2").Input(ByHead(query)).Input(ByHead(key)).With("adj_y", true).Output();
        var scores = _graph.WithNumber("Mul", products, 1 / Math.Sqrt(depth));
        var shares = _graph.Add("Softmax", _graph.Add("AddV2", scores, mask.Graph));
        var mixed = _graph.Transpose(_graph.Add("BatchMatMulV2", shares, ByHead(value)), 0, 2, 1, 3);
        return Both(query, Axes(mixed, length, query.Channels), OnnxAttention(query, key, value, heads, mask.Onnx));
    }

    // Of ONNX the result is [n, s, c] as in the other form, that of TensorFlow [n, s, heads, depth].
    private NetworkTensor Projection(NetworkTensor input, int heads)
    {
        int channels = input.Channels, depth = channels / heads;
        float[] kernel = _weights.Around(0, Math.Sqrt(1.0 / channels), channels * channels), bias = _weights.Around(0, 0.1, channels);
        var graph = _graph.Add("AddV2", Einsum("abc,cde->abde", input.Graph, Constant(kernel, channels, heads, depth)), Constant(bias, heads, depth));
        return Both(input, graph, OnnxDense(input, kernel, bias, channels));
    }

    private string OnnxAttention(NetworkTensor query, NetworkTensor key, NetworkTensor value, int heads, string mask)
    {
        int depth = UsesEinsum ? query.Channels : query.Channels / heads;
        string ByHead(NetworkTensor all, params int[] order) => Moved(_onnx.Add("Reshape", all.Onnx, _onnx.Integers(0, 0, heads, depth)), order);
        string scores = _onnx.Add("Div", _onnx.Add("MatMul", ByHead(query, 0, 2, 1, 3), ByHead(key, 0, 2, 3, 1)), _onnx.Number((float)Math.Sqrt(depth)));
        string shares = _onnx.Node("Softmax").Input(_onnx.Add("Add", scores, mask)).With("axis", 3).Output();
        string mixed = Moved(_onnx.Add("MatMul", shares, ByHead(value, 0, 2, 1, 3)), [0, 2, 1, 3]);
        return _onnx.Add("Reshape", mixed, _onnx.Integers(0, 0, heads * depth));
    }

    private GraphTensor Einsum(string equation, params GraphTensor[] inputs) => _graph.Node("Einsum").Input(inputs).With("equation", equation).Output();
}
