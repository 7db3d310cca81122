using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>Orthonormal vectors, the columns of a matrix.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class Basis<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Takes from a column what lies in the direction of those before it, twice: once leaves what rounding left.</summary>
    public static void Orthogonalise(Span<T> matrix, int rows, int columns, int column)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int before = 0; before < column; before++)
            {
                T inner = T.Zero;
                for (int row = 0; row < rows; row++)
                {
                    inner += TField.Conjugate(matrix[(row * columns) + before]) * matrix[(row * columns) + column];
                }

                for (int row = 0; row < rows; row++)
                {
                    matrix[(row * columns) + column] -= inner * matrix[(row * columns) + before];
                }
            }
        }
    }

    /// <summary>Adds columns to orthonormal ones until there are as many as rows.</summary>
    /// <param name="matrix">Rows by rows; its first <paramref name="known"/> columns are there.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="known">The columns that are there.</param>
    public static void Complete(Span<T> matrix, int rows, int known)
    {
        int candidate = 0;
        for (int column = known; column < rows; column++)
        {
            for (double norm = 0; norm < 0.5 / Math.Sqrt(rows) && candidate < rows; candidate++)
            {
                for (int row = 0; row < rows; row++)
                {
                    matrix[(row * rows) + column] = row == candidate ? T.One : T.Zero;
                }

                Orthogonalise(matrix, rows, rows, column);
                norm = 0;
                for (int row = 0; row < rows; row++)
                {
                    double magnitude = TField.Magnitude(matrix[(row * rows) + column]);
                    norm += magnitude * magnitude;
                }

                norm = Math.Sqrt(norm);
                for (int row = 0; row < rows && norm > 0; row++)
                {
                    matrix[(row * rows) + column] /= TField.From(norm);
                }
            }
        }
    }
}
