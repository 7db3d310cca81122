using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>The score of <c>Attention</c>: the product of query and key; or, with <c>score_mode</c> concat, the sum of a tanh of their sum (<c>keras/src/layers/attention/attention.py</c>).</summary>
/// <param name="config">The layer's configuration.</param>
internal sealed class ProductScore(LayerConfig config) : AttentionScore
{
    private readonly bool _concatenates = config.Word("score_mode", "dot", "dot", "concat") == "concat";
    private readonly bool _usesScale = config.Flag("use_scale", false);
    private Weight? _scale;
    private Weight? _factor;

    /// <inheritdoc/>
    public override void Build(Func<string, long[], Weight> add, Func<long> width)
    {
        _scale = _usesScale ? add("scale", []) : null;
        _factor = _concatenates ? add("concat_score_weight", []) : null;
    }

    /// <inheritdoc/>
    public override GraphTensor Of(LayerGraph graph, GraphTensor query, GraphTensor key, Func<Weight, GraphTensor> read)
    {
        if (!_concatenates)
        {
            var products = graph.Node("BatchMatMulV2").Input(query).Input(key).With("adj_y", true).Output();
            return _scale is null ? products : graph.Add("Mul", products, read(_scale));
        }

        var sums = Sums(graph, query, key);
        sums = _scale is null ? sums : graph.Add("Mul", sums, read(_scale));
        return graph.Add("Mul", graph.Reduce("Sum", graph.Add("Tanh", sums), keepDims: false, -1), read(_factor!));
    }
}
