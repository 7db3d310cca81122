using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of any square matrices. In which order they come is open, and each vector has any phase.</summary>
/// <param name="hasVectors">Whether the vectors are wanted.</param>
internal sealed class EigenvaluesKernel(bool hasVectors) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var values = context.Output(0, MatrixShapes.Batch(input, size));
        var vectors = context.Output(1, hasVectors ? input.Shape : Shape.Scalar);
        vectors.WritableSpan<Complex>().Clear();
        Span<Complex> matrix = context.Scratch<Complex>(size * size), unitary = context.Scratch<Complex>(size * size), found = context.Scratch<Complex>(size * size), own = context.Scratch<Complex>(size);
        for (int i = 0; i < (input.Count == 0 ? 0 : MatrixShapes.Count(input)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<ComplexField, Complex>.Read(input, i, matrix);
            if (!SchurForm.TryFind(matrix, unitary, size, context.Stop))
            {
                throw OperationException.InvalidArgument("Eigen decomposition was not successful. The input might not be valid.");
            }

            for (int k = 0; k < size; k++)
            {
                own[k] = matrix[(k * size) + k];
            }

            MatrixElements<ComplexField, Complex>.Write(values, i, own);
            if (hasVectors)
            {
                FindVectors(matrix, unitary, own, found, size);
                MatrixElements<ComplexField, Complex>.Write(vectors, i, found);
            }
        }
    }

    private static void FindVectors(ReadOnlySpan<Complex> triangular, ReadOnlySpan<Complex> unitary, Span<Complex> vector, Span<Complex> found, int size)
    {
        for (int k = 0; k < size; k++)
        {
            vector.Clear();
            vector[k] = Complex.One;
            for (int row = k - 1; row >= 0; row--)
            {
                Complex sum = Complex.Zero;
                for (int column = row + 1; column <= k; column++)
                {
                    sum -= triangular[(row * size) + column] * vector[column];
                }

                Complex gap = triangular[(row * size) + row] - triangular[(k * size) + k];
                vector[row] = sum / (gap == Complex.Zero ? double.Epsilon * 1e16 : gap);
            }

            double norm = 0;
            for (int row = 0; row < size; row++)
            {
                Complex element = Complex.Zero;
                for (int column = 0; column <= k; column++)
                {
                    element += unitary[(row * size) + column] * vector[column];
                }

                found[(row * size) + k] = element;
                norm += (element.Real * element.Real) + (element.Imaginary * element.Imaginary);
            }

            for (int row = 0; row < size; row++)
            {
                found[(row * size) + k] /= Math.Sqrt(norm);
            }
        }
    }
}
