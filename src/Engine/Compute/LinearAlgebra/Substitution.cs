using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>Solves equations of triangular matrices by substitution, for several right sides at once.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class Substitution<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Solves with the lower triangle, in place.</summary>
    public static void Lower(ReadOnlySpan<T> matrix, Span<T> right, int size, int columns, StopSignal stop, bool hasUnitDiagonal = false)
    {
        for (int row = 0; row < size; row++)
        {
            stop.ThrowIfRaised();
            Eliminate(matrix, right, row, 0, row, size, columns, isAdjoint: false);
            if (!hasUnitDiagonal)
            {
                Divide(right.Slice(row * columns, columns), matrix[(row * size) + row]);
            }
        }
    }

    /// <summary>Solves with the upper triangle, in place.</summary>
    public static void Upper(ReadOnlySpan<T> matrix, Span<T> right, int size, int columns, StopSignal stop)
    {
        for (int row = size - 1; row >= 0; row--)
        {
            stop.ThrowIfRaised();
            Eliminate(matrix, right, row, row + 1, size, size, columns, isAdjoint: false);
            Divide(right.Slice(row * columns, columns), matrix[(row * size) + row]);
        }
    }

    /// <summary>Solves with the adjoint of the lower triangle, in place.</summary>
    public static void AdjointOfLower(ReadOnlySpan<T> matrix, Span<T> right, int size, int columns, StopSignal stop)
    {
        for (int row = size - 1; row >= 0; row--)
        {
            stop.ThrowIfRaised();
            Eliminate(matrix, right, row, row + 1, size, size, columns, isAdjoint: true);
            Divide(right.Slice(row * columns, columns), TField.Conjugate(matrix[(row * size) + row]));
        }
    }

    /// <summary>Solves with the adjoint of the upper triangle, in place.</summary>
    public static void AdjointOfUpper(ReadOnlySpan<T> matrix, Span<T> right, int size, int columns, StopSignal stop)
    {
        for (int row = 0; row < size; row++)
        {
            stop.ThrowIfRaised();
            Eliminate(matrix, right, row, 0, row, size, columns, isAdjoint: true);
            Divide(right.Slice(row * columns, columns), TField.Conjugate(matrix[(row * size) + row]));
        }
    }

    private static void Eliminate(ReadOnlySpan<T> matrix, Span<T> right, int row, int first, int end, int size, int columns, bool isAdjoint)
    {
        var target = right.Slice(row * columns, columns);
        for (int i = first; i < end; i++)
        {
            T factor = isAdjoint ? TField.Conjugate(matrix[(i * size) + row]) : matrix[(row * size) + i];
            var source = right.Slice(i * columns, columns);
            for (int column = 0; column < columns; column++)
            {
                target[column] -= factor * source[column];
            }
        }
    }

    private static void Divide(Span<T> values, T divisor)
    {
        foreach (ref T value in values)
        {
            value /= divisor;
        }
    }
}
