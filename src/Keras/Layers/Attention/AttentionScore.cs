using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>How well keys fit queries.</summary>
internal abstract class AttentionScore
{
    /// <summary>Makes the weights.</summary>
    /// <param name="add">Makes a weight of a name and shape.</param>
    /// <param name="width">The length of the last axis of the queries and keys, where it is known.</param>
    public abstract void Build(Func<string, long[], Weight> add, Func<long> width);

    /// <summary>The scores, <c>[batch, queries, keys]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The queries, <c>[batch, queries, width]</c>.</param>
    /// <param name="key">The keys, <c>[batch, keys, width]</c>.</param>
    /// <param name="read">The value of a weight.</param>
    public abstract GraphTensor Of(LayerGraph graph, GraphTensor query, GraphTensor key, Func<Weight, GraphTensor> read);

    /// <summary>The sums of each query with each key, <c>[batch, queries, keys, width]</c>.</summary>
    protected static GraphTensor Sums(LayerGraph graph, GraphTensor query, GraphTensor key) => graph.Add("AddV2", graph.ExpandDims(query, 2), graph.ExpandDims(key, 1));
}
