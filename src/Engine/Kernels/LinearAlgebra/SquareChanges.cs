using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>What can be made of a square matrix.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class SquareChanges<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Cholesky's factor.</summary>
    public static void Cholesky(KernelContext context, Span<T> matrix, int size)
    {
        if (CholeskyFactor<TField, T>.TryFactor(matrix, size, context.Stop))
        {
            return;
        }

        // A matrix that is not positive definite has no factor; the lower triangle says so.
        matrix.Clear();
        for (int row = 0; row < size; row++)
        {
            matrix.Slice(row * size, row + 1).Fill(TField.From(double.NaN));
        }
    }

    /// <summary>The inverse.</summary>
    public static void Invert(KernelContext context, Span<T> matrix, int size)
    {
        var order = context.Scratch<int>(size);
        Span<T> unit = context.Scratch<T>(size * size), inverse = context.Scratch<T>(size * size);
        TriangularFactors<TField, T>.Factor(matrix, order, context.Stop);
        if (TriangularFactors<TField, T>.IsSingular(matrix, size))
        {
            throw OperationException.InvalidArgument("Input is not invertible.");
        }

        unit.Clear();
        for (int i = 0; i < size; i++)
        {
            unit[(i * size) + i] = T.One;
        }

        TriangularFactors<TField, T>.Solve(matrix, order, unit, inverse, size, context.Stop);
        inverse.CopyTo(matrix);
    }

    /// <summary>The inverse of the adjoint.</summary>
    public static void InvertAdjoint(KernelContext context, Span<T> matrix, int size)
    {
        MatrixElements<TField, T>.Adjoin(matrix, size);
        Invert(context, matrix, size);
    }

    /// <summary>The exponential.</summary>
    public static void Exponential(KernelContext context, Span<T> matrix, int size) => MatrixFunctions.Exponential<TField, T>(matrix, size, context.Stop);

    /// <summary>The square root.</summary>
    public static void Root(KernelContext context, Span<T> matrix, int size) => OnSchurForm(context, matrix, size, MatrixFunctions.TriangularRoot);

    /// <summary>The logarithm.</summary>
    public static void Logarithm(KernelContext context, Span<T> matrix, int size) => OnSchurForm(context, matrix, size, MatrixFunctions.TriangularLogarithm);

    private static void OnSchurForm(KernelContext context, Span<T> matrix, int size, TriangularFunction function)
    {
        Span<Complex> triangular = context.Scratch<Complex>(size * size), unitary = context.Scratch<Complex>(size * size);
        for (int i = 0; i < matrix.Length; i++)
        {
            triangular[i] = TField.ToComplex(matrix[i]);
        }

        if (!SchurForm.TryFind(triangular, unitary, size, context.Stop))
        {
            throw OperationException.InvalidArgument("The eigenvalues of the matrix could not be found. The input might not be valid.");
        }

        function(triangular, size, context.Stop);
        var product = context.Scratch<Complex>(size * size);
        MatrixFunctions.Multiply<Complex>(unitary, triangular, product, size, context.Stop);
        MatrixElements<ComplexField, Complex>.Adjoin(unitary, size);
        MatrixFunctions.Multiply<Complex>(product, unitary, triangular, size, context.Stop);
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = TField.From(triangular[i]);
        }
    }

    private delegate void TriangularFunction(Span<Complex> matrix, int size, Compute.StopSignal stop);
}
