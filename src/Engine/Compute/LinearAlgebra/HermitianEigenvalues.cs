using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a Hermitian matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5).</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class HermitianEigenvalues<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    private const int MostSweeps = 60;

    /// <summary>Finds them.</summary>
    /// <param name="matrix">The matrix, of which the lower triangle is read; overwritten.</param>
    /// <param name="values">Receives the eigenvalues, ascending.</param>
    /// <param name="vectors">Receives the eigenvectors, one a column.</param>
    /// <param name="stop">Whether to go on.</param>
    public static void Find(Span<T> matrix, Span<double> values, Span<T> vectors, StopSignal stop)
    {
        int size = values.Length;
        double all = 0;
        vectors.Clear();
        for (int row = 0; row < size; row++)
        {
            vectors[(row * size) + row] = T.One;
            matrix[(row * size) + row] = TField.From(TField.Real(matrix[(row * size) + row]));
            for (int column = 0; column < row; column++)
            {
                matrix[(column * size) + row] = TField.Conjugate(matrix[(row * size) + column]);
            }
        }

        foreach (T element in matrix)
        {
            all += TField.Magnitude(element) * TField.Magnitude(element);
        }

        for (int sweep = 0; sweep < MostSweeps && Off(matrix, size) > all * 1e-32; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                stop.ThrowIfRaised();
                for (int q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, size, p, q);
                }
            }
        }

        for (int i = 0; i < size; i++)
        {
            values[i] = TField.Real(matrix[(i * size) + i]);
        }

        Sort(values, vectors);
    }

    private static double Off(ReadOnlySpan<T> matrix, int size)
    {
        double sum = 0;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                double magnitude = TField.Magnitude(matrix[(row * size) + column]);
                sum += 2 * magnitude * magnitude;
            }
        }

        return sum;
    }

    private static void Rotate(Span<T> matrix, Span<T> vectors, int size, int p, int q)
    {
        T element = matrix[(p * size) + q];
        double magnitude = TField.Magnitude(element);
        if (magnitude == 0)
        {
            return;
        }

        T phase = element / TField.From(magnitude);
        double theta = (TField.Real(matrix[(q * size) + q]) - TField.Real(matrix[(p * size) + p])) / (2 * magnitude);
        double tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        T c = TField.From(cosine), s = TField.From(tangent * cosine);

        // Columns p and q take the rotation, rows its adjoint.
        RotateColumns(matrix, size, p, q, c, s, phase);
        for (int i = 0; i < size; i++)
        {
            T first = matrix[(p * size) + i], second = matrix[(q * size) + i];
            matrix[(p * size) + i] = (c * first) - (s * phase * second);
            matrix[(q * size) + i] = (s * TField.Conjugate(phase) * first) + (c * second);
        }

        RotateColumns(vectors, size, p, q, c, s, phase);
    }

    private static void RotateColumns(Span<T> matrix, int size, int p, int q, T c, T s, T phase)
    {
        for (int i = 0; i < size; i++)
        {
            T first = matrix[(i * size) + p], second = matrix[(i * size) + q];
            matrix[(i * size) + p] = (c * first) - (s * TField.Conjugate(phase) * second);
            matrix[(i * size) + q] = (s * phase * first) + (c * second);
        }
    }

    private static void Sort(Span<double> values, Span<T> vectors)
    {
        int size = values.Length;
        for (int i = 0; i < size; i++)
        {
            int least = i;
            for (int j = i + 1; j < size; j++)
            {
                least = values[j] < values[least] ? j : least;
            }

            if (least != i)
            {
                (values[i], values[least]) = (values[least], values[i]);
                for (int row = 0; row < size; row++)
                {
                    (vectors[(row * size) + i], vectors[(row * size) + least]) = (vectors[(row * size) + least], vectors[(row * size) + i]);
                }
            }
        }
    }
}
