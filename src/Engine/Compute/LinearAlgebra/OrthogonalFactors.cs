using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>A matrix as the product of one with orthonormal columns and an upper triangular one, by Householder's reflections (Golub and Van Loan, Matrix Computations, 5.2).</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class OrthogonalFactors<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Factors a matrix.</summary>
    /// <param name="matrix">The matrix, rows by columns; becomes the triangular factor, with zeros below.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="orthogonal">Receives the orthogonal factor, rows by rows.</param>
    /// <param name="reflection">Room for one column.</param>
    /// <param name="stop">Whether to go on.</param>
    public static void Factor(Span<T> matrix, int rows, int columns, Span<T> orthogonal, Span<T> reflection, StopSignal stop)
    {
        orthogonal.Clear();
        for (int i = 0; i < rows; i++)
        {
            orthogonal[(i * rows) + i] = T.One;
        }

        for (int k = 0; k < Math.Min(rows, columns); k++)
        {
            stop.ThrowIfRaised();
            double tail = 0;
            for (int row = k + 1; row < rows; row++)
            {
                double magnitude = TField.Magnitude(matrix[(row * columns) + k]);
                tail += magnitude * magnitude;
            }

            T head = matrix[(k * columns) + k];
            if (tail <= double.Epsilon && TField.ToComplex(head).Imaginary == 0)
            {
                continue;
            }

            double size = TField.Magnitude(head), norm = Math.Sqrt((size * size) + tail);
            double beta = TField.Real(head) >= 0 ? -norm : norm;
            T scale = head - TField.From(beta);
            reflection[k] = T.One;
            for (int row = k + 1; row < rows; row++)
            {
                reflection[row] = matrix[(row * columns) + k] / scale;
            }

            // The reflection is 1 − τ v v*; the rows of the matrix take its adjoint, the columns of the orthogonal factor itself.
            T tau = TField.Conjugate((TField.From(beta) - head) / TField.From(beta));
            Reflect(matrix, columns, rows, k, reflection, tau);
            for (int row = k + 1; row < rows; row++)
            {
                matrix[(row * columns) + k] = T.Zero;
            }

            ReflectColumns(orthogonal, rows, k, reflection, TField.Conjugate(tau));
        }
    }

    private static void Reflect(Span<T> matrix, int columns, int rows, int first, ReadOnlySpan<T> reflection, T tau)
    {
        for (int column = first; column < columns; column++)
        {
            T sum = T.Zero;
            for (int row = first; row < rows; row++)
            {
                sum += TField.Conjugate(reflection[row]) * matrix[(row * columns) + column];
            }

            sum *= tau;
            for (int row = first; row < rows; row++)
            {
                matrix[(row * columns) + column] -= reflection[row] * sum;
            }
        }
    }

    private static void ReflectColumns(Span<T> matrix, int size, int first, ReadOnlySpan<T> reflection, T tau)
    {
        for (int row = 0; row < size; row++)
        {
            T sum = T.Zero;
            for (int column = first; column < size; column++)
            {
                sum += matrix[(row * size) + column] * reflection[column];
            }

            sum *= tau;
            for (int column = first; column < size; column++)
            {
                matrix[(row * size) + column] -= sum * TField.Conjugate(reflection[column]);
            }
        }
    }
}
