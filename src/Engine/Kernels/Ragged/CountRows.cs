using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>Which row each value that is counted belongs to.</summary>
internal static class CountRows
{
    /// <summary>Rows of a ragged tensor, checked as the counting operations do: splits that descend are taken as they come.</summary>
    public static int[] OfRagged(Tensor splits, int values, out int rows)
    {
        if (splits.Rank != 1 || splits.Count == 0)
        {
            throw OperationException.InvalidArgument("Splits must be non-empty");
        }

        if (splits.Integer(0) != 0)
        {
            throw OperationException.InvalidArgument($"Splits must start with 0, not with {splits.Integer(0)}");
        }

        if (splits.Integer(splits.Count - 1) != values)
        {
            throw OperationException.InvalidArgument($"Splits must end with the number of values, got {splits.Integer(splits.Count - 1)} instead of {values}");
        }

        rows = splits.Count - 1;
        int[] result = new int[values];
        int row = 0;
        for (int i = 0; i < values; i++)
        {
            while (i >= splits.Integer(row))
            {
                row++;
            }

            result[i] = row - 1;
        }

        return result;
    }

    /// <summary>Rows of a sparse vector or matrix.</summary>
    public static int[] OfSparse(SparseValue sparse, out int rows)
    {
        bool isVector = sparse.Rank == 1;
        if (sparse.Rank is not (1 or 2))
        {
            throw OperationException.InvalidArgument($"Input must be a 1 or 2-dimensional tensor. Got: {sparse.Rank} dimensions");
        }

        sparse.RequireInside();
        rows = isVector ? 1 : sparse.Lengths[0] <= int.MaxValue ? (int)sparse.Lengths[0] : throw OperationException.ResourceExhausted($"{sparse.Lengths[0]} rows are more than this engine counts.");
        int[] result = new int[sparse.Count];
        for (int i = 0; i < result.Length && !isVector; i++)
        {
            result[i] = (int)sparse.Index(i)[0];
        }

        return result;
    }

    /// <summary>Rows of a dense vector or matrix.</summary>
    public static int[] OfDense(Tensor values, out int rows)
    {
        if (values.Rank is not (1 or 2))
        {
            throw OperationException.InvalidArgument($"Input must be a 1 or 2-dimensional tensor. Got: {values.Shape}");
        }

        rows = values.Rank == 1 ? 1 : values[0];
        int[] result = new int[values.Count];
        for (int i = 0; i < result.Length && values.Rank == 2; i++)
        {
            result[i] = i / values[1];
        }

        return result;
    }
}
