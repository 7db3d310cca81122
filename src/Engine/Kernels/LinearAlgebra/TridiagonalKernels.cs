using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Matrices of three diagonals.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class TridiagonalKernels<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiplies with matrices given as the diagonals above, on and below.</summary>
    public static void Multiply(KernelContext context)
    {
        var right = context.Input(3);
        MatrixShapes.RequireMatrices(right);
        int size = right.Shape[^2], columns = right.Shape[^1];
        for (int k = 0; k < 3; k++)
        {
            var diagonal = context.Input(k);
            if (diagonal.Rank != right.Rank || diagonal.Shape[^2] != 1 || diagonal.Shape[^1] != size || !diagonal.Shape.Lengths[..^2].SequenceEqual(right.Shape.Lengths[..^2]))
            {
                throw OperationException.InvalidArgument($"Each diagonal must have the shape [..., 1, {size}] with the outer dimensions of the right-hand side {right.Shape}, got {diagonal.Shape}");
            }
        }

        var result = context.Output(0, right.Shape);
        Span<T> above = context.Scratch<T>(size), main = context.Scratch<T>(size), below = context.Scratch<T>(size), given = context.Scratch<T>(size * columns), product = context.Scratch<T>(size * columns);
        for (int i = 0; i < (result.Count == 0 ? 0 : MatrixShapes.Count(right)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(context.Input(0), i, above);
            MatrixElements<TField, T>.Read(context.Input(1), i, main);
            MatrixElements<TField, T>.Read(context.Input(2), i, below);
            MatrixElements<TField, T>.Read(right, i, given);
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    T sum = main[row] * given[(row * columns) + column];
                    sum += row + 1 < size ? above[row] * given[((row + 1) * columns) + column] : T.Zero;
                    sum += row > 0 ? below[row] * given[((row - 1) * columns) + column] : T.Zero;
                    product[(row * columns) + column] = sum;
                }
            }

            MatrixElements<TField, T>.Write(result, i, product);
        }
    }

    /// <summary>Solves equations with matrices given as the rows [above, on, below] of one tensor.</summary>
    public static void Solve(KernelContext context, bool pivots)
    {
        var diagonals = context.Input(0);
        var right = context.Input(1);
        MatrixShapes.RequireMatrices(diagonals);
        MatrixShapes.RequireMatrices(right);
        int size = diagonals.Shape[^1], columns = right.Shape[^1];
        if (diagonals.Shape[^2] != 3 || right.Shape[^2] != size || !diagonals.Shape.Lengths[..^2].SequenceEqual(right.Shape.Lengths[..^2]))
        {
            throw OperationException.InvalidArgument($"Expected diagonals of the shape [..., 3, M] and a right-hand side [..., M, K], got {diagonals.Shape} and {right.Shape}");
        }

        var result = context.Output(0, right.Shape);
        Span<T> rows = context.Scratch<T>(3 * size), upper = context.Scratch<T>(3 * size), given = context.Scratch<T>(size * columns);
        for (int i = 0; i < (result.Count == 0 ? 0 : MatrixShapes.Count(right)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(diagonals, i, rows);
            MatrixElements<TField, T>.Read(right, i, given);
            Eliminate(rows, upper, given, size, columns, pivots);
            MatrixElements<TField, T>.Write(result, i, given);
        }
    }

    /// <summary>Gauss's elimination: <paramref name="upper"/> receives of each row the pivot and the two elements after it.</summary>
    private static void Eliminate(ReadOnlySpan<T> rows, Span<T> upper, Span<T> given, int size, int columns, bool pivots)
    {
        T head = rows[size], next = size > 1 ? rows[0] : T.Zero;
        for (int row = 0; row + 1 < size; row++)
        {
            T below = rows[(2 * size) + row + 1], main = rows[size + row + 1], above = row + 2 < size ? rows[row + 1] : T.Zero;
            var upperSide = given.Slice(row * columns, columns);
            var lowerSide = given.Slice((row + 1) * columns, columns);
            T first = head, second = next, third = T.Zero;
            if (pivots && TField.Magnitude(below) > TField.Magnitude(head))
            {
                (first, second, third, below, main, above) = (below, main, above, head, next, T.Zero);
                for (int column = 0; column < columns; column++)
                {
                    (upperSide[column], lowerSide[column]) = (lowerSide[column], upperSide[column]);
                }
            }

            if (T.IsZero(first))
            {
                throw OperationException.InvalidArgument(pivots ? "The matrix is not invertible." : "The first element of diagonal is zero. Use partial pivoting.");
            }

            T factor = below / first;
            (upper[3 * row], upper[(3 * row) + 1], upper[(3 * row) + 2]) = (first, second, third);
            (head, next) = (main - (factor * second), above - (factor * third));
            for (int column = 0; column < columns; column++)
            {
                lowerSide[column] -= factor * upperSide[column];
            }
        }

        if (T.IsZero(head))
        {
            throw OperationException.InvalidArgument("The matrix is not invertible.");
        }

        upper[3 * (size - 1)] = head;
        for (int row = size - 1; row >= 0; row--)
        {
            for (int column = 0; column < columns; column++)
            {
                T sum = given[(row * columns) + column];
                sum -= row + 1 < size ? upper[(3 * row) + 1] * given[((row + 1) * columns) + column] : T.Zero;
                sum -= row + 2 < size ? upper[(3 * row) + 2] * given[((row + 2) * columns) + column] : T.Zero;
                given[(row * columns) + column] = sum / upper[3 * row];
            }
        }
    }
}
