using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>The determinant of each square matrix; or its sign and the logarithm of its magnitude.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="isLogarithm">Whether sign and logarithm are wanted.</param>
internal sealed class DeterminantKernel<TField, T>(bool isLogarithm) : Kernel
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var shape = MatrixShapes.Batch(input);
        var first = context.Output(0, shape);
        var second = isLogarithm ? context.Output(1, shape) : null;
        var matrix = context.Scratch<T>(size * size);
        var order = context.Scratch<int>(size);
        Span<T> number = stackalloc T[1];
        for (int i = 0; i < first.Count; i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            T sign = TField.From((double)TriangularFactors<TField, T>.Factor(matrix, order, context.Stop));
            double logarithm = 0;
            for (int k = 0; k < size; k++)
            {
                T pivot = matrix[(k * size) + k];
                double magnitude = TField.Magnitude(pivot);
                sign *= isLogarithm && magnitude != 0 ? pivot / TField.From(magnitude) : pivot;
                logarithm += Math.Log(magnitude);
            }

            number[0] = T.IsZero(sign) ? T.Zero : sign;
            MatrixElements<TField, T>.Write(first, i, number);
            if (second is not null)
            {
                number[0] = TField.From(logarithm);
                MatrixElements<TField, T>.Write(second, i, number);
            }
        }
    }
}
