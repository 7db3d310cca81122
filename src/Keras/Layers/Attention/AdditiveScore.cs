using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>The score of <c>AdditiveAttention</c>: <c>Σ scale · tanh(query + key)</c> (<c>keras/src/layers/attention/additive_attention.py</c>).</summary>
/// <param name="config">The layer's configuration.</param>
internal sealed class AdditiveScore(LayerConfig config) : AttentionScore
{
    private readonly bool _usesScale = config.Flag("use_scale", true);
    private Weight? _scale;

    /// <inheritdoc/>
    public override void Build(Func<string, long[], Weight> add, Func<long> width) => _scale = _usesScale ? add("scale", [width()]) : null;

    /// <inheritdoc/>
    public override GraphTensor Of(LayerGraph graph, GraphTensor query, GraphTensor key, Func<Weight, GraphTensor> read)
    {
        var activated = graph.Add("Tanh", Sums(graph, query, key));
        return graph.Reduce("Sum", _scale is null ? activated : graph.Add("Mul", activated, read(_scale)), keepDims: false, -1);
    }
}
