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
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (typeof(T) == typeof(double))
                {
                    ((double*)matrix)[(row * step) + column] *= factors[column];
                }
                else if (typeof(T) == typeof(float))
                {
                    float* element = (float*)matrix + (row * step) + column;
                    *element = (float)(*element * factors[column]);
                }
                else
                {
                    throw new InvalidOperationException($"Weights of {typeof(T).Name} are not multiplied.");
                }
            }
        }
    }
}
