namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>max(x, 0).</summary>
    public NetworkTensor Relu(NetworkTensor input) => Unary(input, "Relu", "Relu");

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public NetworkTensor Sigmoid(NetworkTensor input) => Unary(input, "Sigmoid", "Sigmoid");

    /// <summary>The hyperbolic tangent.</summary>
    public NetworkTensor Tanh(NetworkTensor input) => Unary(input, "Tanh", "Tanh");

    /// <summary>x where it is above 0, else a part of it.</summary>
    public NetworkTensor LeakyRelu(NetworkTensor input, float slope) => Both(
        input,
        _graph.Node("LeakyRelu").Input(input.Graph).With("alpha", slope).Output(),
        _onnx.Node("LeakyRelu").Input(input.Onnx).With("alpha", slope).Output());

    /// <summary>min(max(x, 0), 6).</summary>
    public NetworkTensor Relu6(NetworkTensor input) => Both(input, _graph.Add("Relu6", input.Graph), _onnx.Add("Clip", input.Onnx, _onnx.Number(0), _onnx.Number(6)));

    /// <summary>x · sigmoid(x), by its parts.</summary>
    public NetworkTensor Swish(NetworkTensor input) => Multiply(input, Sigmoid(input));

    /// <summary>relu6(x + 3) / 6, in TensorFlow by its parts.</summary>
    public NetworkTensor HardSigmoid(NetworkTensor input) => Both(
        input,
        _graph.WithNumber("Mul", _graph.Add("Relu6", _graph.WithNumber("AddV2", input.Graph, 3)), 1.0 / 6),
        _onnx.Node("HardSigmoid").Input(input.Onnx).With("alpha", 1f / 6).With("beta", 0.5f).Output());

    /// <summary>x · relu6(x + 3) / 6, in TensorFlow by its parts.</summary>
    public NetworkTensor HardSwish(NetworkTensor input)
    {
        var gate = _graph.WithNumber("Mul", _graph.Add("Relu6", _graph.WithNumber("AddV2", input.Graph, 3)), 1.0 / 6);
        return Both(input, _graph.Add("Mul", input.Graph, gate), _onnx.Add("HardSwish", input.Onnx));
    }

    /// <summary>x · Φ(x) by the error function, as the exporters of both write it.</summary>
    public NetworkTensor Gelu(NetworkTensor input)
    {
        var half = _graph.WithNumber("Mul", input.Graph, 0.5);
        var error = _graph.WithNumber("AddV2", _graph.Add("Erf", _graph.WithNumber("RealDiv", input.Graph, Math.Sqrt(2))), 1);
        string one = _onnx.Add("Add", _onnx.Add("Erf", _onnx.Add("Div", input.Onnx, _onnx.Number((float)Math.Sqrt(2)))), _onnx.Number(1));
        return Both(input, _graph.Add("Mul", half, error), _onnx.Add("Mul", _onnx.Add("Mul", input.Onnx, one), _onnx.Number(0.5f)));
    }

    /// <summary>x · Φ(x) by the hyperbolic tangent, as GPT-2 has it.</summary>
    public NetworkTensor GeluByTanh(NetworkTensor input)
    {
        var cube = _graph.WithNumber("Pow", input.Graph, 3);
        var inner = _graph.WithNumber("Mul", _graph.Add("AddV2", input.Graph, _graph.WithNumber("Mul", cube, 0.044715)), Math.Sqrt(2 / Math.PI));
        var graph = _graph.Add("Mul", _graph.WithNumber("Mul", input.Graph, 0.5), _graph.WithNumber("AddV2", _graph.Add("Tanh", inner), 1));
        string term = _onnx.Add("Mul", _onnx.Add("Pow", input.Onnx, _onnx.Number(3)), _onnx.Number(0.044715f));
        string tanh = _onnx.Add("Tanh", _onnx.Add("Mul", _onnx.Add("Add", input.Onnx, term), _onnx.Number((float)Math.Sqrt(2 / Math.PI))));
        return Both(input, graph, _onnx.Add("Mul", _onnx.Add("Mul", input.Onnx, _onnx.Number(0.5f)), _onnx.Add("Add", tanh, _onnx.Number(1))));
    }

    /// <summary>Shares of one along the last axis.</summary>
    public NetworkTensor Softmax(NetworkTensor input)
    {
        var last = ChannelsLast(input);
        return Both(last, _graph.Add("Softmax", last.Graph), _onnx.Node("Softmax").Input(last.Onnx).With("axis", -1).Output());
    }

    private NetworkTensor Unary(NetworkTensor input, string graph, string onnx) => Both(input, _graph.Add(graph, input.Graph), _onnx.Add(onnx, input.Onnx));
}
