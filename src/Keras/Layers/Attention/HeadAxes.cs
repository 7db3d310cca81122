using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>
/// How the axes of projected values, <c>[batch, …, heads, width]</c>, become those of a batch of matrices, <c>[batch, free…, heads, attended, width]</c>: the axes that are attended over lie together, as one
/// (<c>_build_attention_equation</c> in <c>keras/src/layers/attention/multi_head_attention.py</c>).
/// </summary>
internal sealed class HeadAxes
{
    private readonly int _rank;
    private readonly int[] _attended;
    private readonly int[] _order;

    private HeadAxes(int rank, int[] attended)
    {
        _rank = rank;
        _attended = attended;
        _order = [.. Enumerable.Range(0, rank - 1).Except(attended), .. attended, rank - 1];
    }

    /// <summary>The number of axes that are attended over.</summary>
    public int Attended => _attended.Length;

    /// <summary>The axes of a layer; null where they are none.</summary>
    /// <param name="inputRank">The number of axes of its inputs.</param>
    /// <param name="axes">Those that are attended over; null for all between the batch and the last.</param>
    public static HeadAxes? Of(int inputRank, int[]? axes)
    {
        int[] attended = axes is null ? [.. Enumerable.Range(1, inputRank - 2)] : [.. axes.Select(axis => axis < 0 ? inputRank + axis : axis)];
        return attended.Length > 0 && attended.Distinct().Count() == attended.Length && attended.All(axis => axis > 0 && axis < inputRank - 1) ? new HeadAxes(inputRank + 1, attended) : null;
    }

    /// <summary><c>[batch, …, heads, width]</c> as <c>[batch, free…, heads, attended, width]</c>.</summary>
    public GraphTensor Gather(LayerGraph graph, GraphTensor value)
    {
        var moved = graph.Transpose(value, _order);
        return Attended == 1 ? moved : graph.Reshape(moved, [.. Lengths(graph, moved, 0, _rank - 1 - Attended), Count(graph, moved), graph.LengthOf(moved, -1)]);
    }

    /// <summary><c>[batch, free…, heads, attended, width]</c> as <c>[batch, …, heads, width]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The value.</param>
    /// <param name="query">The projected queries.</param>
    public GraphTensor Spread(LayerGraph graph, GraphTensor value, GraphTensor query)
    {
        var split = Attended == 1 ? value : graph.Reshape(value, [.. Lengths(graph, value, 0, _rank - 1 - Attended), .. _attended.Select(axis => graph.LengthOf(query, axis)), graph.LengthOf(value, -1)]);
        var order = new int[_rank];
        for (int i = 0; i < _rank; i++)
        {
            order[_order[i]] = i;
        }

        return graph.Transpose(split, order);
    }

    /// <summary>Scores with all axes of queries and of keys.</summary>
    public GraphTensor Widen(LayerGraph graph, GraphTensor scores, GraphTensor query, GraphTensor key) => Attended == 1
        ? scores
        : graph.Reshape(scores, [.. Lengths(graph, scores, 0, _rank - 1 - Attended), .. _attended.Select(axis => graph.LengthOf(query, axis)), .. _attended.Select(axis => graph.LengthOf(key, axis))]);

    /// <summary>Scores with one axis of queries and one of keys.</summary>
    public GraphTensor Narrow(LayerGraph graph, GraphTensor wide, GraphTensor narrow) => Attended == 1 ? wide : graph.Reshape(wide, [.. Lengths(graph, narrow, 0, narrow.Rank)]);

    private static IEnumerable<GraphTensor> Lengths(LayerGraph graph, GraphTensor value, int start, int end) => Enumerable.Range(start, end - start).Select(axis => graph.LengthOf(value, axis));

    private GraphTensor Count(LayerGraph graph, GraphTensor moved)
    {
        int first = _rank - 1 - Attended;
        long?[] lengths = [.. Enumerable.Range(first, Attended).Select(axis => moved.Length(axis))];
        return lengths.All(length => length is not null)
            ? graph.Integer(lengths.Aggregate(1L, (product, length) => checked(product * length!.Value)))
            : Lengths(graph, moved, first, _rank - 1).Aggregate((product, length) => graph.Add("Mul", product, length));
    }
}
