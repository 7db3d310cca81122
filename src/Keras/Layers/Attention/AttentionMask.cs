using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>Masks of attention: which keys a query may look at.</summary>
internal static class AttentionMask
{
    /// <summary>Keys that are not later than the query, <c>[1, queries, keys]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="queries">The number of queries: a scalar of int32.</param>
    /// <param name="keys">The number of keys: a scalar of int32.</param>
    public static GraphTensor Causal(LayerGraph graph, GraphTensor queries, GraphTensor keys)
    {
        var rows = graph.ExpandDims(graph.Range(queries), 1);
        var columns = graph.ExpandDims(graph.Range(keys), 0);
        return graph.ExpandDims(graph.Add("GreaterEqual", rows, columns), 0);
    }

    /// <summary>Both masks; the other one where one is null.</summary>
    public static GraphTensor? And(LayerGraph graph, GraphTensor? left, GraphTensor? right) => left is null ? right : right is null ? left : graph.Add("LogicalAnd", left, right);

    /// <summary>A mask as bool: numbers above one half count (<c>Softmax.call</c> of Keras 3).</summary>
    public static GraphTensor AsBool(LayerGraph graph, GraphTensor mask) => mask.DataType == DataType.Bool ? mask
        : mask.IsFloating ? graph.WithNumber("Greater", mask, 0.5)
        : graph.Add("NotEqual", mask, graph.Scalar(0, mask.DataType));
}
