using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>Whether products of sequences are <c>Einsum</c>, as of Keras's <c>EinsumDense</c> and <c>MultiHeadAttention</c>, or <c>MatMul</c> between <c>Reshape</c>, as of its <c>Dense</c>.</summary>
    public bool UsesEinsum { get; init; }

    /// <summary>A dense layer along the last axis.</summary>
    public NetworkTensor Dense(NetworkTensor input, int units, double gain = 1)
    {
        int channels = input.Channels;
        var last = ChannelsLast(input);
        float[] kernel = _weights.Around(0, Math.Sqrt(gain / channels), channels * units), bias = _weights.Around(0, 0.1, units);
        return Both(last, GraphDense(last.Graph, kernel, bias, units), OnnxDense(last, kernel, bias, units));
    }

    /// <summary>The products of rows of two batches of matrices: <c>[n, a, c] · [n, b, c]ᵀ</c>.</summary>
    public NetworkTensor RowProducts(NetworkTensor first, NetworkTensor second) => Both(
        first,
        _graph.Node("BatchMatMulV2").Input(first.Graph).Input(second.Graph).With("adj_y", true).Output(),
        _onnx.Add("MatMul", first.Onnx, Moved(second.Onnx, [0, 2, 1])));

    private GraphTensor GraphDense(GraphTensor input, float[] kernel, float[] bias, int units)
    {
        int channels = kernel.Length / units;
        if (input.Rank == 3 && UsesEinsum)
        {
            var product = _graph.Node("Einsum").Input([input, Constant(kernel, channels, units)]).With("equation", "abc,cd->abd").Output();
            return _graph.Add("AddV2", product, Constant(bias, units));
        }

        return _graph.Add("BiasAdd", _graph.MatMul(input, Constant(kernel, channels, units)), Constant(bias, units));
    }

    private string OnnxDense(NetworkTensor input, float[] kernel, float[] bias, int units)
    {
        string weights = _onnx.Weights(kernel, kernel.Length / units, units), offsets = _onnx.Weights(bias, units);
        return input.Rank == 2 ? _onnx.Add("Gemm", input.Onnx, weights, offsets) : _onnx.Add("Add", _onnx.Add("MatMul", input.Onnx, weights), offsets);
    }
}
