using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>Makes one axis of the first two of a value, so that each step is a sample of a batch, and two of one again.</summary>
internal static class SampleAxes
{
    /// <summary><c>[a, b, …]</c> as <c>[a · b, …]</c>.</summary>
    public static GraphTensor Fold(LayerGraph graph, GraphTensor value)
    {
        var rest = Rest(graph, value, 2);
        return value.Length(0) is { } first && value.Length(1) is { } second && second <= int.MaxValue && first * second <= int.MaxValue ? graph.Reshape(value, [graph.Integer(first * second), .. rest])
            : CanBeInferred(value, 2) ? graph.Reshape(value, [graph.Integer(-1), .. rest])
            : graph.Reshape(value, [graph.Add("Mul", graph.LengthOf(value, 0), graph.LengthOf(value, 1)), .. rest]);
    }

    /// <summary><c>[a · b, …]</c> as <c>[a, b, …]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The value.</param>
    /// <param name="like">What was folded: a and b are the lengths of its first axes.</param>
    public static GraphTensor Unfold(LayerGraph graph, GraphTensor value, GraphTensor like)
    {
        var rest = Rest(graph, value, 1);
        bool isInferred = like.Length(0) is null && like.Length(1) is > 0 && CanBeInferred(value, 1);
        return graph.Reshape(value, [isInferred ? graph.Integer(-1) : graph.LengthOf(like, 0), graph.LengthOf(like, 1), .. rest]);
    }

    // A length of 0 leaves open what another one is.
    private static bool CanBeInferred(GraphTensor value, int first) => Enumerable.Range(first, value.Rank - first).All(axis => value.Length(axis) is > 0);

    private static IEnumerable<GraphTensor> Rest(LayerGraph graph, GraphTensor value, int first) => Enumerable.Range(first, value.Rank - first).Select(axis => graph.LengthOf(value, axis));
}
