using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>Batch normalisation by moments of the training: <c>FusedBatchNormV3</c> of pictures, and of rows what Keras computes it from.</summary>
    /// <param name="input">What is normalised.</param>
    /// <param name="scale">How large the results are about.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public NetworkTensor BatchNormalisation(NetworkTensor input, double scale = 1, float epsilon = 1e-3f)
    {
        int channels = input.Channels;
        float[][] moments = [_weights.Around(scale, 0.1 * scale, channels), _weights.Around(0, 0.1, channels), _weights.Around(0, 0.1, channels), _weights.Around(1, 0.1, channels)];
        GraphTensor[] graph = [.. moments.Select(values => Constant(values, channels))];
        string[] onnx = [.. moments.Select(values => _onnx.Weights(values, channels))];
        return Both(
            input,
            input.Rank == 4 ? Fused(input.Graph, graph, epsilon) : Unfused(input.Graph, graph, epsilon),
            _onnx.Node("BatchNormalization").Input(input.Onnx).Input(onnx).With("epsilon", epsilon).Output());
    }

    /// <summary>Layer normalisation over the last axis, in TensorFlow by its parts.</summary>
    public NetworkTensor LayerNormalisation(NetworkTensor input, float epsilon = 1e-6f)
    {
        int channels = input.Channels;
        float[] scale = _weights.Around(1, 0.1, channels), offset = _weights.Around(0, 0.1, channels);
        var last = ChannelsLast(input);
        var mean = _graph.Reduce("Mean", last.Graph, true, -1);
        var variance = _graph.Reduce("Mean", _graph.Add("SquaredDifference", last.Graph, _graph.Add("StopGradient", mean)), true, -1);
        var factor = _graph.Add("Mul", _graph.Add("Rsqrt", _graph.WithNumber("AddV2", variance, epsilon)), Constant(scale, channels));
        var rest = _graph.Add("Sub", Constant(offset, channels), _graph.Add("Mul", mean, factor));
        return Both(
            last,
            _graph.Add("AddV2", _graph.Add("Mul", last.Graph, factor), rest),
            _onnx.Node("LayerNormalization").Input(last.Onnx, _onnx.Weights(scale, channels), _onnx.Weights(offset, channels)).With("axis", -1).With("epsilon", epsilon).Output());
    }

    private GraphTensor Fused(GraphTensor input, GraphTensor[] moments, float epsilon) => _graph.Node("FusedBatchNormV3")
        .Input(input).Input(moments[0]).Input(moments[1]).Input(moments[2]).Input(moments[3]).With("epsilon", epsilon).With("is_training", false).With("U", DataType.Float).Outputs()[0];

    private GraphTensor Unfused(GraphTensor input, GraphTensor[] moments, float epsilon)
    {
        var factor = _graph.Add("Mul", _graph.Add("Rsqrt", _graph.WithNumber("AddV2", moments[3], epsilon)), moments[0]);
        var rest = _graph.Add("Sub", moments[1], _graph.Add("Mul", moments[2], factor));
        return _graph.Add("AddV2", _graph.Add("Mul", input, factor), rest);
    }
}
