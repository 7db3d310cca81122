using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Multiplies the columns of weights, each by its own factor: what a normalisation behind a product comes down to.</summary>
internal static unsafe class ColumnFactors
{
    /// <summary>Multiplies the columns of a packed matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="factors">A factor for each column; empty for nothing.</param>
    public static void Apply<T>(in RightMatrix<T> matrix, ReadOnlySpan<double> factors)
        where T : unmanaged
    {
        for (int panel = 0; panel < matrix.PanelCount && !factors.IsEmpty; panel++)
        {
            int first = panel * RightMatrix<T>.PanelWidth, width = Math.Min(RightMatrix<T>.PanelWidth, matrix.Columns - first);
            Apply(matrix.Panels + (panel * matrix.PanelStride), matrix.Rows, width, matrix.StepOf(panel), factors.Slice(first, width));
        }
    }

    /// <summary>Multiplies the columns of a matrix.</summary>
    /// <param name="matrix">The first element.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="step">From a row to the next, in elements.</param>
    /// <param name="factors">A factor for each column.</param>
    public static void Apply<T>(T* matrix, int rows, int columns, nint step, ReadOnlySpan<double> factors)
        where T : unmanaged
    {
        fixed (double* first = factors)
        {
            for (int row = 0; row < rows; row++)
            {
                if (typeof(T) == typeof(double))
                {
                    Multiply((double*)matrix + (row * step), columns, first);
                }
                else if (typeof(T) == typeof(float))
                {
                    Multiply((float*)matrix + (row * step), columns, first);
                }
                else
                {
                    throw new InvalidOperationException($"Weights of {typeof(T).Name} are not multiplied.");
                }
            }
        }
    }

    private static void Multiply(double* row, int columns, double* factors)
    {
        for (int column = 0; column < columns; column++)
        {
            row[column] *= factors[column];
        }
    }

    // The product of doubles is rounded to a float, in vectors as alone.
    private static void Multiply(float* row, int columns, double* factors)
    {
        int column = 0;
        for (; column <= columns - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Load(row + column));
            lower *= Vector256.Load(factors + column);
            upper *= Vector256.Load(factors + column + Vector256<double>.Count);
            Vector256.Narrow(lower, upper).Store(row + column);
        }

        for (; column < columns; column++)
        {
            row[column] = (float)(row[column] * factors[column]);
        }
    }
}
