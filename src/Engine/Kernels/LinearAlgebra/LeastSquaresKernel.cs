using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Solves equations as well as possible: least squares, of the smallest solution where there are several.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="isFast">Whether the normal equations are solved, which the third input regularises; else singular values do it.</param>
internal sealed class LeastSquaresKernel<TField, T>(bool isFast) : Kernel
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    private const double MachineEpsilon = 2.3e-16;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var right = context.Input(1);
        MatrixShapes.RequireMatrices(input);
        MatrixShapes.RequireSameRows(input, right);
        if (context.Input(2).Rank != 0)
        {
            throw OperationException.InvalidArgument($"l2_regularizer must be a scalar, but its shape is {context.Input(2).Shape}");
        }

        double regularizer = context.Input(2).Scalar<double>();
        if (!(regularizer >= 0))
        {
            throw OperationException.InvalidArgument($"l2_regularizer must be >= 0, not {regularizer}");
        }

        int rows = input.Shape[^2], columns = input.Shape[^1], sides = right.Shape[^1];
        var result = context.Output(0, MatrixShapes.Batch(input, columns, sides));
        if (result.Count == 0)
        {
            return;
        }

        Span<T> matrix = context.Scratch<T>(rows * columns), given = context.Scratch<T>(rows * sides), solution = context.Scratch<T>(columns * sides);
        for (int i = 0; i < MatrixShapes.Count(input); i++)
        {
            context.ThrowIfCancelled();
            solution.Clear();
            MatrixElements<TField, T>.Read(input, i, matrix);
            MatrixElements<TField, T>.Read(right, i, given);
            int mark = context.ScratchMark;
            if (rows > 0 && isFast)
            {
                SolveNormal(context, matrix, given, solution, rows, columns, sides, regularizer);
            }
            else if (rows > 0)
            {
                SolveBySingularValues(context, matrix, given, solution, rows, columns, sides);
            }

            context.ReleaseScratch(mark);
            MatrixElements<TField, T>.Write(result, i, solution);
        }
    }

    /// <summary>x = (A*A + λ)⁻¹ A*b, or of a wide matrix A*(AA* + λ)⁻¹ b.</summary>
    private static void SolveNormal(KernelContext context, ReadOnlySpan<T> matrix, ReadOnlySpan<T> given, Span<T> solution, int rows, int columns, int sides, double regularizer)
    {
        bool isWide = columns > rows;
        int size = isWide ? rows : columns, inner = isWide ? columns : rows;
        var gram = context.Scratch<T>(size * size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                T sum = i == j ? TField.From(regularizer) : T.Zero;
                for (int k = 0; k < inner; k++)
                {
                    sum += isWide ? matrix[(i * columns) + k] * TField.Conjugate(matrix[(j * columns) + k]) : TField.Conjugate(matrix[(k * columns) + i]) * matrix[(k * columns) + j];
                }

                gram[(i * size) + j] = sum;
            }
        }

        if (!CholeskyFactor<TField, T>.TryFactor(gram, size, context.Stop))
        {
            throw OperationException.InvalidArgument("Input matrix was rank deficient or ill-conditioned. Try setting fast=False or provide a larger l2_regularizer > 0.");
        }

        var between = context.Scratch<T>(size * sides);
        if (isWide)
        {
            given.CopyTo(between);
        }
        else
        {
            AdjointTimes(matrix, given, between, rows, columns, sides);
        }

        Substitution<TField, T>.Lower(gram, between, size, sides, context.Stop);
        Substitution<TField, T>.AdjointOfLower(gram, between, size, sides, context.Stop);
        if (isWide)
        {
            AdjointTimes(matrix, between, solution, rows, columns, sides);
        }
        else
        {
            between.CopyTo(solution);
        }
    }

    private static void SolveBySingularValues(KernelContext context, ReadOnlySpan<T> matrix, ReadOnlySpan<T> given, Span<T> solution, int rows, int columns, int sides)
    {
        // The columns of a wide matrix are completed by rows of zeros, which change nothing.
        int height = Math.Max(rows, columns);
        Span<T> left = context.Scratch<T>(height * columns), vectors = context.Scratch<T>(columns * columns);
        var values = context.Scratch<double>(columns);
        left.Clear();
        matrix.CopyTo(left);
        SingularValues<TField, T>.Find(left, height, values, vectors, context.Stop);
        double least = values[0] * height * MachineEpsilon;
        for (int side = 0; side < sides; side++)
        {
            for (int k = 0; k < columns && values[k] > least; k++)
            {
                T inner = T.Zero;
                for (int row = 0; row < rows; row++)
                {
                    inner += TField.Conjugate(left[(row * columns) + k]) * given[(row * sides) + side];
                }

                inner /= TField.From(values[k]);
                for (int row = 0; row < columns; row++)
                {
                    solution[(row * sides) + side] += vectors[(row * columns) + k] * inner;
                }
            }
        }
    }

    private static void AdjointTimes(ReadOnlySpan<T> matrix, ReadOnlySpan<T> given, Span<T> result, int rows, int columns, int sides)
    {
        result.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                T factor = TField.Conjugate(matrix[(row * columns) + column]);
                for (int side = 0; side < sides; side++)
                {
                    result[(column * sides) + side] += factor * given[(row * sides) + side];
                }
            }
        }
    }
}
