using TypedModels.Engine.Kernels.Neural;

namespace TypedModels.Engine.Passes;

/// <summary>Which labels are what in attention: at most two batches, queries, keys, the elements that are multiplied, and those of the values.</summary>
/// <param name="Batches">The labels that all values have, outermost first.</param>
/// <param name="Query">The label of queries.</param>
/// <param name="Key">The label of keys.</param>
/// <param name="Depth">The label of the elements of queries and keys.</param>
/// <param name="Column">The label of the elements of values.</param>
internal sealed record AttentionRoles(int[] Batches, int Query, int Key, int Depth, int Column)
{
    private const int MostBatches = 2;

    /// <summary>The roles of labels, or null when the two products are not those of attention.</summary>
    /// <param name="scores">The labels of the scores, of which the last is that of the softmax.</param>
    /// <param name="queries">The labels of the value that would be the queries.</param>
    /// <param name="keys">The labels of the value that would be the keys.</param>
    /// <param name="values">The labels of the values.</param>
    /// <param name="result">The labels of the result.</param>
    public static AttentionRoles? Of(int[] scores, int[] queries, int[] keys, int[] values, int[] result)
    {
        int key = scores[^1];
        int[] batches = [.. scores.Where(label => values.Contains(label) && label != key)];
        int[] rows = [.. scores.Where(label => !values.Contains(label))], columns = [.. values.Where(label => !scores.Contains(label))], depths = [.. queries.Where(label => !scores.Contains(label))];
        if (batches.Length > MostBatches || rows is not [var query] || columns is not [var column] || depths is not [var depth])
        {
            return null;
        }

        return Are(queries, [.. batches, query, depth]) && Are(keys, [.. batches, key, depth]) && Are(values, [.. batches, key, column]) && Are(result, [.. batches, query, column])
            ? new AttentionRoles(batches, query, key, depth, column) : null;
    }

    /// <summary>The axes of a value whose rows and columns have these labels.</summary>
    public AttentionAxes Axes(int[] labels, int row, int column) => new(
        labels.Length,
        Batches.Length > 1 ? Array.IndexOf(labels, Batches[0]) : -1,
        Batches.Length > 0 ? Array.IndexOf(labels, Batches[^1]) : -1,
        Array.IndexOf(labels, row),
        Array.IndexOf(labels, column));

    private static bool Are(int[] labels, int[] expected) => labels.Length == expected.Length && labels.Order().SequenceEqual(expected.Order());
}
