using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Reads the numbers of rows, all of which must be there.</summary>
internal static class RowIndices
{
    /// <summary>Reads indices from 0 up to <paramref name="limit"/>.</summary>
    /// <exception cref="OperationException">One is out of range; TensorFlow's words.</exception>
    public static void Read(Tensor indices, int limit, Span<int> rows)
    {
        int wrong = indices.Type switch
        {
            DataType.Int32 => Read(indices.Span<int>(), limit, rows),
            DataType.Int64 => Read(indices.Span<long>(), limit, rows),
            _ => ReadAny(indices, limit, rows),
        };
        if (wrong >= 0)
        {
            throw OutOfRange(indices, wrong, limit);
        }
    }

    /// <summary>The error of an index that is out of range.</summary>
    public static OperationException OutOfRange(Tensor indices, int index, int limit) =>
        OperationException.InvalidArgument($"{Indices.Name("indices", indices.Shape, index)} = {indices.Integer(index)} is not in [0, {limit})");

    private static int Read(ReadOnlySpan<int> indices, int limit, Span<int> rows)
    {
        indices.CopyTo(rows);
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)limit)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Read(ReadOnlySpan<long> indices, int limit, Span<int> rows)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)limit)
            {
                return i;
            }

            rows[i] = (int)indices[i];
        }

        return -1;
    }

    private static int ReadAny(Tensor indices, int limit, Span<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            long index = indices.Integer(i);
            if ((ulong)index >= (ulong)limit)
            {
                return i;
            }

            rows[i] = (int)index;
        }

        return -1;
    }
}
