using System.Numerics;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>A matrix product of elements that no vector holds, complex numbers above all; an item is a row of the result.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="left">The first element of the left matrix.</param>
/// <param name="leftRow">From a row of the left matrix to the next, in elements.</param>
/// <param name="leftStep">From a column of the left matrix to the next.</param>
/// <param name="rows">The rows of the left matrix.</param>
/// <param name="depth">The columns of the left matrix.</param>
/// <param name="right">The first element of the right matrix.</param>
/// <param name="rightRow">From a row of the right matrix to the next.</param>
/// <param name="rightColumn">From a column of the right matrix to the next.</param>
/// <param name="columns">The columns of the right matrix.</param>
/// <param name="result">The first element of the result, whose columns are dense.</param>
/// <param name="resultRow">From a row of the result to the next.</param>
internal readonly unsafe struct PlainProductWork<T>(T* left, nint leftRow, nint leftStep, int rows, int depth, T* right, nint rightRow, nint rightColumn, int columns, T* result, nint resultRow) : IRangeWork
    where T : unmanaged, INumberBase<T>
{
    private const long PieceProducts = 20_000;

    /// <summary>The number of items.</summary>
    public int Count => rows;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => (int)Math.Clamp(PieceProducts / Math.Max(1, (long)depth * columns), 1, int.MaxValue);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        for (int row = start; row < end; row++)
        {
            T* sums = result + (row * resultRow);
            new Span<T>(sums, columns).Clear();
            for (int k = 0; k < depth; k++)
            {
                T factor = left[(row * leftRow) + (k * leftStep)];
                T* line = right + (k * rightRow);
                for (int column = 0; column < columns; column++)
                {
                    sums[column] += factor * line[column * rightColumn];
                }
            }
        }
    }
}
