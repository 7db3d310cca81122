using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>The singular values and vectors of a matrix by one-sided rotations of its columns (Hestenes; Golub and Van Loan, Matrix Computations, 8.6).</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class SingularValues<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    private const int MostSweeps = 60;
    private const double Orthogonal = 1e-15;

    /// <summary>Finds them.</summary>
    /// <param name="matrix">A matrix of at least as many rows as columns; its columns become the left vectors, those of singular values zero included.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="values">Receives the singular values, descending; one for each column.</param>
    /// <param name="right">Receives the right vectors, one a column.</param>
    /// <param name="stop">Whether to go on.</param>
    public static void Find(Span<T> matrix, int rows, Span<double> values, Span<T> right, StopSignal stop)
    {
        int columns = values.Length;
        right.Clear();
        for (int i = 0; i < columns; i++)
        {
            right[(i * columns) + i] = T.One;
        }

        bool isMoving = true;
        for (int sweep = 0; sweep < MostSweeps && isMoving; sweep++)
        {
            isMoving = false;
            for (int p = 0; p < columns; p++)
            {
                stop.ThrowIfRaised();
                for (int q = p + 1; q < columns; q++)
                {
                    isMoving |= Rotate(matrix, rows, columns, right, p, q);
                }
            }
        }

        for (int column = 0; column < columns; column++)
        {
            values[column] = Norm(matrix, rows, columns, column);
        }

        Sort(matrix, rows, values, right);
        Normalise(matrix, rows, values);
    }

    private static double Norm(ReadOnlySpan<T> matrix, int rows, int columns, int column)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double magnitude = TField.Magnitude(matrix[(row * columns) + column]);
            sum += magnitude * magnitude;
        }

        return Math.Sqrt(sum);
    }

    private static bool Rotate(Span<T> matrix, int rows, int columns, Span<T> right, int p, int q)
    {
        double first = Norm(matrix, rows, columns, p), second = Norm(matrix, rows, columns, q);
        T inner = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            inner += TField.Conjugate(matrix[(row * columns) + p]) * matrix[(row * columns) + q];
        }

        double magnitude = TField.Magnitude(inner);
        if (!(magnitude > Orthogonal * first * second))
        {
            return false;
        }

        T phase = inner / TField.From(magnitude);
        double theta = ((second * second) - (first * first)) / (2 * magnitude);
        double tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        T c = TField.From(cosine), s = TField.From(tangent * cosine);
        RotateColumns(matrix, rows, columns, p, q, c, s, phase);
        RotateColumns(right, columns, columns, p, q, c, s, phase);
        return true;
    }

    private static void RotateColumns(Span<T> matrix, int rows, int columns, int p, int q, T c, T s, T phase)
    {
        for (int row = 0; row < rows; row++)
        {
            T first = matrix[(row * columns) + p], second = matrix[(row * columns) + q];
            matrix[(row * columns) + p] = (c * first) - (s * TField.Conjugate(phase) * second);
            matrix[(row * columns) + q] = (s * phase * first) + (c * second);
        }
    }

    private static void Sort(Span<T> matrix, int rows, Span<double> values, Span<T> right)
    {
        int columns = values.Length;
        for (int i = 0; i < columns; i++)
        {
            int largest = i;
            for (int j = i + 1; j < columns; j++)
            {
                largest = values[j] > values[largest] ? j : largest;
            }

            if (largest != i)
            {
                (values[i], values[largest]) = (values[largest], values[i]);
                Exchange(matrix, rows, columns, i, largest);
                Exchange(right, columns, columns, i, largest);
            }
        }
    }

    private static void Exchange(Span<T> matrix, int rows, int columns, int p, int q)
    {
        for (int row = 0; row < rows; row++)
        {
            (matrix[(row * columns) + p], matrix[(row * columns) + q]) = (matrix[(row * columns) + q], matrix[(row * columns) + p]);
        }
    }

    /// <summary>Makes the columns unit vectors; where a singular value is zero, any that is orthogonal to those before.</summary>
    private static void Normalise(Span<T> matrix, int rows, ReadOnlySpan<double> values)
    {
        int columns = values.Length;
        for (int column = 0; column < columns; column++)
        {
            bool isZero = values[column] <= values[0] * double.Epsilon || values[column] == 0;
            for (int candidate = 0; isZero && candidate < rows; candidate++)
            {
                for (int row = 0; row < rows; row++)
                {
                    matrix[(row * columns) + column] = row == candidate ? T.One : T.Zero;
                }

                Basis<TField, T>.Orthogonalise(matrix, rows, columns, column);
                isZero = Norm(matrix, rows, columns, column) < 0.5 / Math.Sqrt(rows);
            }

            T norm = TField.From(Norm(matrix, rows, columns, column));
            for (int row = 0; row < rows && !T.IsZero(norm); row++)
            {
                matrix[(row * columns) + column] /= norm;
            }
        }
    }
}
