using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Attention;

/// <summary><c>GroupedQueryAttention</c>: attention of several heads, of which some share their keys and values (<c>keras/src/layers/attention/grouped_query_attention.py</c>).</summary>
internal sealed class GroupedQueryAttentionLayer : HeadAttentionLayer
{
    // The heads that share a key are listed in the graph.
    private const int MostHeads = 1 << 12;

    private readonly int _width;
    private readonly int _heads;
    private readonly int _groups;
    private HeadProjection? _query;
    private HeadProjection? _key;
    private HeadProjection? _value;
    private HeadProjection? _output;

    /// <param name="config">Its configuration.</param>
    public GroupedQueryAttentionLayer(LayerConfig config)
        : base(config)
    {
        _width = config.Positive("head_dim");
        _heads = config.Positive("num_query_heads");
        _groups = config.Positive("num_key_value_heads");
        if (_heads % _groups != 0 || _heads > MostHeads)
        {
            throw KerasFault.Damaged($"its {_heads} heads cannot share {_groups} keys");
        }
    }

    /// <inheritdoc/>
    protected override void Build(LayerCall call)
    {
        var (query, value, key) = InputsOf(null, call);
        if (query.Tensor.Rank != 3 || value.Tensor.Rank != 3 || key.Tensor.Rank != 3)
        {
            throw KerasFault.Damaged("its query, value and key must have three axes");
        }

        long width = Known(query.Tensor, -1);
        _query = AddProjection("query", "query", 1, width, _heads, _width);
        _key = AddProjection("key", "key", 1, Known(key.Tensor, -1), _groups, _width);
        _value = AddProjection("value", "value", 1, Known(value.Tensor, -1), _groups, _width);
        _output = AddProjection("output", "attention_output", 2, _heads, _width, width);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var (query, value, key) = InputsOf(graph, call);
        var projected = graph.WithNumber("Mul", _query!.Apply(graph, query.Tensor, Value), 1 / Math.Sqrt(_width));
        var queries = graph.Transpose(projected, 0, 2, 1, 3);
        var scores = graph.Node("BatchMatMulV2").Input(queries).Input(OfEachHead(_key!, key.Tensor)).With("adj_y", true).Output();
        if (MaskOf(graph, call, query, value, key) is { } mask)
        {
            scores = Hide(graph, scores, mask, 1);
        }

        var weights = ActivationFunctions.Softmax(graph, scores, -1);
        var result = graph.Transpose(graph.Add("BatchMatMulV2", weights, OfEachHead(_value!, value.Tensor)), 0, 2, 1, 3);
        var output = new LayerValue(_output!.Apply(graph, result, Value), QueryMaskOf(call, query));
        return call.Flag("return_attention_scores") ? [output, new LayerValue(weights)] : [output];

        GraphTensor Value(Weight weight) => Read(graph, weight);

        // Heads that follow one another share a key.
        GraphTensor OfEachHead(HeadProjection projection, GraphTensor input)
        {
            var shared = graph.Transpose(projection.Apply(graph, input, Value), 0, 2, 1, 3);
            return _heads == _groups ? shared : graph.Add("GatherV2", shared, graph.Integers([.. Enumerable.Range(0, _heads).Select(head => (long)(head / (_heads / _groups)))]), graph.Integer(1));
        }
    }
}
