using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>Products of few rows or columns whose inner dimension is dense on both sides: each element is a dot product. An item is a row of a result.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="left">What left offsets count from.</param>
/// <param name="leftRow">From a row of a left matrix to the next, in elements.</param>
/// <param name="rows">The rows of a left matrix.</param>
/// <param name="depth">The columns of a left matrix.</param>
/// <param name="right">What right offsets count from.</param>
/// <param name="rightColumn">From a column of a right matrix to the next.</param>
/// <param name="columns">The columns of a right matrix.</param>
/// <param name="result">What result offsets count from.</param>
/// <param name="resultRow">From a row of a result to the next.</param>
/// <param name="batches">The number of products.</param>
/// <param name="leftOffsets">Where each left matrix begins.</param>
/// <param name="rightOffsets">Where each right matrix begins.</param>
/// <param name="resultOffsets">Where each result begins.</param>
internal readonly unsafe struct DotProductWork<T>(
    T* left, nint leftRow, int rows, int depth, T* right, nint rightColumn, int columns, T* result, nint resultRow, int batches, nint* leftOffsets, nint* rightOffsets, nint* resultOffsets) : IRangeWork
    where T : unmanaged, INumberBase<T>
{
    private const long PieceProducts = 100_000;

    /// <summary>The number of items.</summary>
    public int Count => checked(rows * batches);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => (int)Math.Clamp(PieceProducts / Math.Max(1, (long)depth * columns), 1, int.MaxValue);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        for (int item = start; item < end; item++)
        {
            int batch = item / rows, row = item - (batch * rows);
            var a = new ReadOnlySpan<T>(left + leftOffsets[batch] + (row * leftRow), depth);
            T* b = right + rightOffsets[batch];
            T* c = result + resultOffsets[batch] + (row * resultRow);
            for (int column = 0; column < columns; column++)
            {
                c[column] = TensorPrimitives.Dot(a, new ReadOnlySpan<T>(b + (column * rightColumn), depth));
            }
        }
    }
}
