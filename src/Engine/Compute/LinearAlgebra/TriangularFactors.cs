using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>A square matrix as the product of a lower and an upper triangular one, its rows exchanged so that each pivot is the largest of its column (Doolittle's form).</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class TriangularFactors<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Replaces a matrix by its factors: below the diagonal the lower one, whose diagonal is 1; the rest the upper one.</summary>
    /// <param name="matrix">The matrix, row by row.</param>
    /// <param name="order">Which row of the matrix came to each place.</param>
    /// <param name="stop">Whether to go on.</param>
    /// <returns>1, or −1 when an odd number of rows was exchanged.</returns>
    public static int Factor(Span<T> matrix, Span<int> order, StopSignal stop)
    {
        int size = order.Length, sign = 1;
        for (int i = 0; i < size; i++)
        {
            order[i] = i;
        }

        for (int column = 0; column < size; column++)
        {
            stop.ThrowIfRaised();
            int pivot = column;
            for (int row = column + 1; row < size; row++)
            {
                if (TField.Magnitude(matrix[(row * size) + column]) > TField.Magnitude(matrix[(pivot * size) + column]))
                {
                    pivot = row;
                }
            }

            if (pivot != column)
            {
                (order[pivot], order[column]) = (order[column], order[pivot]);
                sign = -sign;
                for (int i = 0; i < size; i++)
                {
                    (matrix[(pivot * size) + i], matrix[(column * size) + i]) = (matrix[(column * size) + i], matrix[(pivot * size) + i]);
                }
            }

            T divisor = matrix[(column * size) + column];
            if (T.IsZero(divisor))
            {
                continue;
            }

            for (int row = column + 1; row < size; row++)
            {
                T factor = matrix[(row * size) + column] /= divisor;
                for (int i = column + 1; i < size; i++)
                {
                    matrix[(row * size) + i] -= factor * matrix[(column * size) + i];
                }
            }
        }

        return sign;
    }

    /// <summary>Whether a pivot is zero: there is no inverse.</summary>
    public static bool IsSingular(ReadOnlySpan<T> factors, int size)
    {
        for (int i = 0; i < size; i++)
        {
            if (T.IsZero(factors[(i * size) + i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Solves for several right sides at once.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="order">The order of the rows.</param>
    /// <param name="right">The right sides, one a column.</param>
    /// <param name="solution">The solutions.</param>
    /// <param name="columns">The number of right sides.</param>
    /// <param name="stop">Whether to go on.</param>
    public static void Solve(ReadOnlySpan<T> factors, ReadOnlySpan<int> order, ReadOnlySpan<T> right, Span<T> solution, int columns, StopSignal stop)
    {
        int size = order.Length;
        for (int row = 0; row < size; row++)
        {
            right.Slice(order[row] * columns, columns).CopyTo(solution[(row * columns)..]);
        }

        Substitution<TField, T>.Lower(factors, solution, size, columns, stop, hasUnitDiagonal: true);
        Substitution<TField, T>.Upper(factors, solution, size, columns, stop);
    }
}
