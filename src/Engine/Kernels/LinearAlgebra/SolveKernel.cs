using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Solves equations with square matrices.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="isAdjoint">Whether the adjoint of each matrix is meant.</param>
internal sealed class SolveKernel<TField, T>(bool isAdjoint) : Kernel
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var right = context.Input(1);
        int size = MatrixShapes.RequireSquare(input);
        MatrixShapes.RequireSameRows(input, right);
        var result = context.Output(0, right.Shape);
        if (result.Count == 0)
        {
            return;
        }

        int columns = right.Shape[^1];
        var matrix = context.Scratch<T>(size * size);
        var order = context.Scratch<int>(size);
        Span<T> given = context.Scratch<T>(size * columns), solution = context.Scratch<T>(size * columns);
        for (int i = 0; i < MatrixShapes.Count(input); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            MatrixElements<TField, T>.Read(right, i, given);
            if (isAdjoint)
            {
                MatrixElements<TField, T>.Adjoin(matrix, size);
            }

            TriangularFactors<TField, T>.Factor(matrix, order, context.Stop);
            if (TriangularFactors<TField, T>.IsSingular(matrix, size))
            {
                throw OperationException.InvalidArgument("Input matrix is not invertible.");
            }

            TriangularFactors<TField, T>.Solve(matrix, order, given, solution, columns, context.Stop);
            MatrixElements<TField, T>.Write(result, i, solution);
        }
    }
}
