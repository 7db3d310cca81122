using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>Softmax</c>: <c>exp(x) / Σ exp(x)</c> along one axis or several; what a mask leaves out counts as nothing.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class SoftmaxLayer(LayerConfig config) : Layer(config)
{
    private const double LargeNegative = -1e9;

    private readonly int[] _axes = config["axis"] is null ? [-1] : config.Integers("axis") is { Length: > 0 } axes ? axes : throw config.Wrong("axis", "an axis");

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var input = call.Input;
        var mask = call.Find("mask", 1)?.Value?.Tensor ?? input.Mask;
        if (mask is null)
        {
            return [new LayerValue(Softmax(graph, input.Tensor), input.Mask)];
        }

        var kept = mask.DataType == DataType.Bool ? mask : graph.WithNumber("Greater", mask, 0.5);
        if (kept.Rank > input.Tensor.Rank)
        {
            throw KerasFault.Damaged($"its mask {kept.Shape} has more axes than its input {input.Tensor.Shape}");
        }

        return [new LayerValue(Config.Generation == KerasGeneration.Keras3 ? Masked(graph, input.Tensor, kept) : Pushed(graph, input.Tensor, kept), input.Mask)];
    }

    // keras/src/layers/activations/softmax.py: also where all is left out, the answer is 0.
    private GraphTensor Masked(LayerGraph graph, GraphTensor input, GraphTensor mask)
    {
        double least = input.DataType == DataType.Half ? -3e4 : LargeNegative;
        var result = Softmax(graph, graph.Add("SelectV2", mask, input, graph.Scalar(least, input.DataType)));
        return graph.Add("SelectV2", mask, result, graph.ZerosLike(result));
    }

    // tf_keras/layers/activation/softmax.py adds a large negative number to what is left out.
    private GraphTensor Pushed(LayerGraph graph, GraphTensor input, GraphTensor mask)
    {
        double least = input.DataType == DataType.Half ? -65504 : LargeNegative;
        var isLeftOut = graph.Cast(graph.Add("LogicalNot", mask), input.DataType);
        return Softmax(graph, graph.Add("AddV2", input, graph.WithNumber("Mul", isLeftOut, least)));
    }

    private GraphTensor Softmax(LayerGraph graph, GraphTensor value)
    {
        if (_axes is [var axis])
        {
            return ActivationFunctions.Softmax(graph, value, axis);
        }

        long[] axes = [.. Axes.Counted(_axes, value.Rank).Select(counted => (long)counted)];
        var powers = graph.Add("Exp", graph.Add("Sub", value, graph.Reduce("Max", value, true, axes)));
        return graph.Add("RealDiv", powers, graph.Reduce("Sum", powers, true, axes));
    }
}
