using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>What a kernel makes of one square matrix, in place.</summary>
/// <param name="context">The call.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="size">Its rows.</param>
internal delegate void SquareChange<T>(KernelContext context, Span<T> matrix, int size);

/// <summary>Makes a matrix of the same size of each square matrix.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="change">What it makes.</param>
internal sealed class SquareKernel<TField, T>(SquareChange<T> change) : Kernel
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var result = context.Output(0, input.Shape);
        if (result.Count == 0)
        {
            return;
        }

        var matrix = context.Scratch<T>(size * size);
        int mark = context.ScratchMark;
        for (int i = 0; i < MatrixShapes.Count(input); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            change(context, matrix, size);
            context.ReleaseScratch(mark);
            MatrixElements<TField, T>.Write(result, i, matrix);
        }
    }
}
