using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>A Hermitian, positive definite matrix as the product of a lower triangular one with its adjoint.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class CholeskyFactor<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Replaces a matrix, of which the lower triangle is read, by its factor.</summary>
    /// <returns>Whether the matrix is positive definite; if not, its content is of no use.</returns>
    public static bool TryFactor(Span<T> matrix, int size, StopSignal stop)
    {
        for (int row = 0; row < size; row++)
        {
            stop.ThrowIfRaised();
            for (int column = 0; column <= row; column++)
            {
                T sum = matrix[(row * size) + column];
                for (int i = 0; i < column; i++)
                {
                    sum -= matrix[(row * size) + i] * TField.Conjugate(matrix[(column * size) + i]);
                }

                if (row > column)
                {
                    matrix[(row * size) + column] = sum / matrix[(column * size) + column];
                    continue;
                }

                double square = TField.Real(sum);
                if (!(square > 0) || double.IsInfinity(square))
                {
                    return false;
                }

                matrix[(row * size) + row] = TField.From(Math.Sqrt(square));
            }

            matrix.Slice((row * size) + row + 1, size - row - 1).Clear();
        }

        return true;
    }
}
