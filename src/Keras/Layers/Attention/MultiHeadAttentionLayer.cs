using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>
/// <c>MultiHeadAttention</c>: <c>softmax(query · key / √key_dim) · value</c> in each head, then a product of all heads (<c>keras/src/layers/attention/multi_head_attention.py</c>). All axes that are attended over become
/// one, so that a head is a product of matrices.
/// </summary>
/// <param name="config">Its configuration.</param>
internal sealed class MultiHeadAttentionLayer(LayerConfig config) : HeadAttentionLayer(config)
{
    private readonly int _heads = config.Positive("num_heads");
    private readonly int _keyWidth = config.Positive("key_dim");
    private readonly int _valueWidth = config.Positive("value_dim", config.Positive("key_dim"));
    private HeadProjection? _query;
    private HeadProjection? _key;
    private HeadProjection? _value;
    private HeadProjection? _output;

    /// <inheritdoc/>
    protected override void Build(LayerCall call)
    {
        var (query, value, key) = InputsOf(null, call);
        long width = Known(query.Tensor, -1);
        _query = AddProjection("query", "query", 1, width, _heads, _keyWidth);
        _key = AddProjection("key", "key", 1, Known(key.Tensor, -1), _heads, _keyWidth);
        _value = AddProjection("value", "value", 1, Known(value.Tensor, -1), _heads, _valueWidth);
        _output = AddProjection("output", "attention_output", 2, [_heads, _valueWidth, .. Config["output_shape"] is null ? [width] : Lengths("output_shape")]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var (query, value, key) = InputsOf(graph, call);
        var axes = HeadAxes.Of(query.Tensor.Rank, Config["attention_axes"] is null ? null : Config.Integers("attention_axes")) ?? throw WrongAxes(query.Tensor);
        if (key.Tensor.Rank != query.Tensor.Rank || value.Tensor.Rank != query.Tensor.Rank)
        {
            throw Formats.Keras.KerasFault.Damaged($"its query, key and value have {query.Tensor.Rank}, {key.Tensor.Rank} and {value.Tensor.Rank} axes");
        }

        var projected = graph.WithNumber("Mul", _query!.Apply(graph, query.Tensor, Value), 1 / Math.Sqrt(_keyWidth));
        var keys = _key!.Apply(graph, key.Tensor, Value);
        var values = _value!.Apply(graph, value.Tensor, Value);
        var scores = graph.Node("BatchMatMulV2").Input(axes.Gather(graph, projected)).Input(axes.Gather(graph, keys)).With("adj_y", true).Output();
        if (MaskOf(graph, call, query, value, key) is { } mask)
        {
            scores = axes.Narrow(graph, Hide(graph, axes.Widen(graph, scores, projected, keys), mask, axes.Attended), scores);
        }

        var weights = ActivationFunctions.Softmax(graph, scores, -1);
        var result = axes.Spread(graph, graph.Add("BatchMatMulV2", weights, axes.Gather(graph, values)), projected);
        var output = new LayerValue(_output!.Apply(graph, result, Value), QueryMaskOf(call, query));
        return call.Flag("return_attention_scores") ? [output, new LayerValue(axes.Widen(graph, weights, projected, keys))] : [output];

        GraphTensor Value(Weight weight) => Read(graph, weight);
    }
}
