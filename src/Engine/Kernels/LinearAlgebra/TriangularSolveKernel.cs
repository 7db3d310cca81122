using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Solves equations with triangular matrices, whole or of a few diagonals; the axes before the matrices are broadcast.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="isLower">Whether the lower triangle is meant.</param>
/// <param name="isAdjoint">Whether its adjoint is meant.</param>
/// <param name="isBanded">Whether each row of a matrix is one of its diagonals.</param>
internal sealed class TriangularSolveKernel<TField, T>(bool isLower, bool isAdjoint, bool isBanded) : Kernel
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var right = context.Input(1);
        MatrixShapes.RequireMatrices(input);
        MatrixShapes.RequireMatrices(right);
        int size = input.Shape[^1], bands = input.Shape[^2], columns = right.Shape[^1];
        if (isBanded ? bands > Math.Max(size, 1) || bands == 0 : bands != size)
        {
            throw OperationException.InvalidArgument(isBanded
                ? $"The number of bands must be between 1 and the size of the matrix, got {bands} and {size}"
                : $"In[0] matrices in the last two dimensions must be square ({bands} =/= {size})");
        }

        if (right.Shape[^2] != size)
        {
            throw OperationException.InvalidArgument($"In[0] mismatch In[1] shape: {size} vs. {right.Shape[^2]}: {input.Shape} {right.Shape}");
        }

        var batch = BatchAxes.Broadcast(input.Shape, right.Shape);
        var result = context.Output(0, Shape.Concat(batch.Lengths, [size, columns]));
        if (result.Count == 0)
        {
            return;
        }

        Span<nint> matrices = context.Scratch<nint>(batch.Count), sides = context.Scratch<nint>(batch.Count);
        BatchAxes.Offsets(batch, input.Shape, matrices);
        BatchAxes.Offsets(batch, right.Shape, sides);
        Span<T> matrix = context.Scratch<T>(checked(size * size)), given = context.Scratch<T>(size * columns), bandRows = context.Scratch<T>(bands * size);
        for (int i = 0; i < batch.Count; i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, (int)(matrices[i] / bandRows.Length), bandRows);
            MatrixElements<TField, T>.Read(right, (int)(sides[i] / given.Length), given);
            Spread(bandRows, matrix, size, bands);
            Solve(context, matrix, given, size, columns);
            MatrixElements<TField, T>.Write(result, i, given);
        }
    }

    private void Spread(ReadOnlySpan<T> rows, Span<T> matrix, int size, int bands)
    {
        if (!isBanded)
        {
            rows.CopyTo(matrix);
            return;
        }

        // A lower matrix has its main diagonal first and those below it next, an upper one its outermost first and the main diagonal last; each entry stands at the place of its row.
        matrix.Clear();
        for (int band = 0; band < bands; band++)
        {
            for (int row = 0; row < size; row++)
            {
                int other = isLower ? row - band : row + (bands - 1 - band);
                if ((uint)other < (uint)size)
                {
                    matrix[(row * size) + other] = rows[(band * size) + row];
                }
            }
        }
    }

    private void Solve(KernelContext context, ReadOnlySpan<T> matrix, Span<T> given, int size, int columns)
    {
        if (isBanded && TriangularFactors<TField, T>.IsSingular(matrix, size))
        {
            throw OperationException.InvalidArgument("Input matrix is not invertible.");
        }

        switch (isLower, isAdjoint)
        {
            case (true, false):
                Substitution<TField, T>.Lower(matrix, given, size, columns, context.Stop);
                break;
            case (true, true):
                Substitution<TField, T>.AdjointOfLower(matrix, given, size, columns, context.Stop);
                break;
            case (false, false):
                Substitution<TField, T>.Upper(matrix, given, size, columns, context.Stop);
                break;
            default:
                Substitution<TField, T>.AdjointOfUpper(matrix, given, size, columns, context.Stop);
                break;
        }
    }
}
