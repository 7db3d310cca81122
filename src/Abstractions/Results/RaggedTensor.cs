namespace TypedModels;

/// <summary>Rows of different lengths, at one or several levels: TensorFlow's <c>RaggedTensor</c>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class RaggedTensor<T>
{
    /// <summary>A ragged tensor over the given arrays, which it keeps.</summary>
    /// <param name="values">The elements of all rows, one after the other.</param>
    /// <param name="rowSplits">For each ragged level, outermost first: where each row begins among the next level's rows, and where the last one ends; begins with 0 and never falls.</param>
    /// <param name="innerShape">The shape of one element of the innermost rows; empty when they are single elements.</param>
    /// <exception cref="ArgumentException">There is no level; the splits do not begin with 0, fall, or do not end at the number of what they split; or the elements do not fill the inner shape.</exception>
    public RaggedTensor(T[] values, long[][] rowSplits, params long[] innerShape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rowSplits);
        ArgumentNullException.ThrowIfNull(innerShape);
        CheckParts(values.Length, rowSplits, innerShape);
        Values = values;
        RowSplits = rowSplits;
        InnerShape = innerShape;
    }

    /// <summary>A ragged tensor of one level with a copy of <paramref name="rows"/>.</summary>
    public RaggedTensor(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var splits = new long[rows.Length + 1];
        for (int row = 0; row < rows.Length; row++)
        {
            splits[row + 1] = splits[row] + (rows[row] ?? throw new ArgumentException($"Row {row} is null.", nameof(rows))).Length;
        }

        Values = [.. rows.SelectMany(row => row)];
        RowSplits = [splits];
        InnerShape = [];
    }

    /// <summary>The elements of all rows, one after the other.</summary>
    public T[] Values { get; }

    /// <summary>For each ragged level, outermost first, where each row begins and where the last one ends.</summary>
    public long[][] RowSplits { get; }

    /// <summary>The shape of one element of the innermost rows; empty when they are single elements.</summary>
    public long[] InnerShape { get; }

    /// <summary>The number of rows at the outermost level.</summary>
    public int RowCount => RowSplits[0].Length - 1;

    /// <summary>Makes sure that the parts still fit each other: they are the caller's arrays.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Check() => CheckParts(Values.Length, RowSplits, InnerShape);

    private static void CheckParts(int elements, long[][] rowSplits, long[] innerShape)
    {
        if (rowSplits.Length == 0)
        {
            throw new ArgumentException("A ragged tensor has at least one level of row splits.", nameof(rowSplits));
        }

        long count = Rows(elements, rowSplits[^1], innerShape);
        for (int level = rowSplits.Length - 1; level >= 0; level--)
        {
            CheckSplits(rowSplits, level, count);
            count = rowSplits[level].Length - 1;
        }
    }

    /// <summary>The number of innermost rows that the elements make.</summary>
    private static long Rows(int elements, long[]? splits, long[] innerShape)
    {
        // An array has at most int.MaxValue elements: a product beyond that is as wrong as a negative length.
        long size = 1;
        foreach (long length in innerShape)
        {
            size = size < 0 || length < 0 || (length > 0 && size > int.MaxValue / length) ? -1 : size * length;
        }

        // Rows without content cannot be counted by their elements: there are as many as the splits say.
        return size == 0 && elements == 0 ? (splits is [.., var last] ? last : 0)
            : size > 0 && elements % size == 0 ? elements / size
            : throw new ArgumentException($"{elements} elements do not make rows of [{string.Join(", ", innerShape)}].", nameof(innerShape));
    }

    private static void CheckSplits(long[][] rowSplits, int level, long count)
    {
        long[] splits = rowSplits[level];
        bool holds = splits is [0, ..] && splits[^1] == count;
        for (int i = 1; holds && i < splits.Length; i++)
        {
            holds = splits[i] >= splits[i - 1];
        }

        if (!holds)
        {
            throw new ArgumentException($"The row splits of level {level} must begin with 0, never fall, and end with {count}, the number of what they split.", nameof(rowSplits));
        }
    }
}
