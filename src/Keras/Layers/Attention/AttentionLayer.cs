using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>
/// <c>Attention</c> and <c>AdditiveAttention</c> of <c>[query, value]</c> or <c>[query, value, key]</c>: <c>softmax(scores) · value</c> (<c>keras/src/layers/attention/attention.py</c>). From the scores of keys that a
/// mask leaves out 10⁹ is subtracted, so that where it leaves out all of them they count as if there were none.
/// </summary>
/// <param name="config">Its configuration.</param>
/// <param name="score">How well keys fit queries.</param>
internal sealed class AttentionLayer(LayerConfig config, AttentionScore score) : Layer(config)
{
    // float16 has no larger number.
    private const double MostHalf = 65504, Most = 1e9;

    // An argument of the constructor up to TensorFlow 2.9, then of the call.
    private readonly bool _isCausal = config.Flag("causal", false);

    /// <inheritdoc/>
    protected override void Build(LayerCall call)
    {
        var inputs = call.Inputs;
        if (inputs.Count is not (2 or 3) || inputs.Any(input => input.Tensor.Rank != 3))
        {
            throw KerasFault.Damaged($"it takes a query and a value, perhaps a key, of three axes each, and is given {string.Join(" and ", inputs.Select(input => input.Tensor.Shape))}");
        }

        score.Build((name, shape) => AddWeight(name, shape), () => Known(inputs[1].Tensor, -1));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var inputs = call.Inputs;
        if (inputs.Count < 2)
        {
            throw KerasFault.Damaged($"it takes a query and a value, and is given {inputs.Count} tensors");
        }

        var (query, value) = (inputs[0].Tensor, inputs[1].Tensor);
        var key = inputs.Count > 2 ? inputs[2].Tensor : value;
        var (queryMask, valueMask) = MasksOf(call);
        var scores = score.Of(graph, query, key, weight => Read(graph, weight));
        if (MaskOf(graph, call, scores, valueMask) is { } mask)
        {
            var hidden = graph.Cast(graph.Add("LogicalNot", mask), scores.DataType);
            scores = graph.Add("Sub", scores, graph.WithNumber("Mul", hidden, scores.DataType == DataType.Half ? MostHalf : Most));
        }

        var weights = graph.Add("Softmax", scores);
        var result = graph.Add("BatchMatMulV2", weights, value);
        if (queryMask is not null)
        {
            result = graph.Add("Mul", result, graph.Cast(graph.ExpandDims(queryMask, -1), result.DataType));
        }

        var output = new LayerValue(result, queryMask);
        return call.Flag("return_attention_scores") ? [output, new LayerValue(weights)] : [output];
    }

    private static (GraphTensor? Query, GraphTensor? Value) MasksOf(LayerCall call) =>
        call.Find("mask") is { Items: { } given } ? (Item(given, 0), Item(given, 1)) : (call.Inputs[0].Mask, call.Inputs[1].Mask);

    private static GraphTensor? Item(IReadOnlyList<LayerArgument> masks, int index) => index < masks.Count ? masks[index].Value?.Tensor : null;

    private GraphTensor? MaskOf(LayerGraph graph, LayerCall call, GraphTensor scores, GraphTensor? valueMask)
    {
        var mask = valueMask is null ? null : graph.ExpandDims(valueMask, 1);
        return _isCausal || call.Flag("use_causal_mask") ? AttentionMask.And(graph, mask, AttentionMask.Causal(graph, graph.LengthOf(scores, 1), graph.LengthOf(scores, 2))) : mask;
    }
}
