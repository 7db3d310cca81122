using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Known weights with labelled axes, as a matrix.</summary>
internal static class LabelledWeights
{
    /// <summary>The weights with some axes as rows and the others as columns; they are copied where their order is neither that nor its reverse.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="labels">The labels of their axes.</param>
    /// <param name="rows">The labels of the rows, in order.</param>
    /// <param name="columns">The labels of the columns, in order.</param>
    /// <param name="budget">Who pays for a copy.</param>
    /// <param name="isTransposed">Whether the matrix has the columns as rows.</param>
    public static Tensor ToMatrix(Tensor weights, int[] labels, int[] rows, int[] columns, MemoryBudget budget, out bool isTransposed)
    {
        int[] wanted = [.. rows, .. columns];
        isTransposed = !labels.AsSpan().SequenceEqual(wanted) && labels.AsSpan(0, columns.Length).SequenceEqual(columns) && labels.AsSpan(columns.Length).SequenceEqual(rows);
        int rowCount = rows.Aggregate(1, (product, label) => product * weights[Array.IndexOf(labels, label)]);
        var shape = isTransposed ? new Shape(weights.Count / rowCount, rowCount) : new Shape(rowCount, weights.Count / rowCount);
        if (isTransposed || labels.AsSpan().SequenceEqual(wanted))
        {
            return Tensor.OverShared(weights.Type, shape, weights.SharedStorage);
        }

        int[] axes = Array.ConvertAll(wanted, label => Array.IndexOf(labels, label));
        return weights.Type == DataType.Double
            ? Tensor.CreateConstant<double>(weights.Type, shape, Permuted(weights, weights.Span<double>(), axes), budget)
            : Tensor.CreateConstant<float>(weights.Type, shape, Permuted(weights, weights.Span<float>(), axes), budget);
    }

    private static T[] Permuted<T>(Tensor weights, ReadOnlySpan<T> elements, int[] axes)
    {
        var permuted = new T[elements.Length];
        for (int i = 0; i < permuted.Length; i++)
        {
            int rest = i, source = 0;
            for (int axis = axes.Length - 1; axis >= 0; axis--)
            {
                int length = weights[axes[axis]];
                source += rest % length * weights.Shape.Product(axes[axis] + 1, weights.Rank);
                rest /= length;
            }

            permuted[i] = elements[source];
        }

        return permuted;
    }
}
