using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Kernels that take matrices apart.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers.</typeparam>
internal static class FactorKernels<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The triangular factors of square matrices and the order of their rows.</summary>
    public static void TriangularFactorsOf(KernelContext context)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var factors = context.Output(0, input.Shape);
        var orders = context.Output(1, MatrixShapes.Batch(input, size));
        var matrix = context.Scratch<T>(size * size);
        var order = context.Scratch<int>(size);
        for (int i = 0; i < (factors.Count == 0 ? 0 : MatrixShapes.Count(input)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            TriangularFactors<TField, T>.Factor(matrix, order, context.Stop);
            if (TriangularFactors<TField, T>.IsSingular(matrix, size))
            {
                throw OperationException.InvalidArgument("Input is not invertible.");
            }

            MatrixElements<TField, T>.Write(factors, i, matrix);
            for (int row = 0; row < size; row++)
            {
                if (orders.Type == DataType.Int32)
                {
                    orders.WritableSpan<int>()[(i * size) + row] = order[row];
                }
                else
                {
                    orders.WritableSpan<long>()[(i * size) + row] = order[row];
                }
            }
        }
    }

    /// <summary>The orthogonal and the upper triangular factor.</summary>
    public static void OrthogonalFactorsOf(KernelContext context, bool isFull)
    {
        var input = context.Input(0);
        MatrixShapes.RequireMatrices(input);
        int rows = input.Shape[^2], columns = input.Shape[^1], kept = isFull ? rows : Math.Min(rows, columns);
        var orthogonal = context.Output(0, MatrixShapes.Batch(input, rows, kept));
        var triangular = context.Output(1, MatrixShapes.Batch(input, kept, columns));
        Span<T> matrix = context.Scratch<T>(rows * columns), whole = context.Scratch<T>(checked(rows * rows)), part = context.Scratch<T>(rows * kept), reflection = context.Scratch<T>(rows);
        for (int i = 0; i < MatrixShapes.Count(input) && rows > 0; i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            OrthogonalFactors<TField, T>.Factor(matrix, rows, columns, whole, reflection, context.Stop);
            for (int row = 0; row < rows; row++)
            {
                whole.Slice(row * rows, kept).CopyTo(part[(row * kept)..]);
            }

            MatrixElements<TField, T>.Write(orthogonal, i, part);
            MatrixElements<TField, T>.Write(triangular, i, matrix[..(kept * columns)]);
        }
    }

    /// <summary>The eigenvalues and eigenvectors of Hermitian matrices.</summary>
    public static void HermitianEigenvaluesOf(KernelContext context, bool hasVectors)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var values = context.Output(0, MatrixShapes.Batch(input, size));
        var vectors = context.Output(1, hasVectors ? input.Shape : Shape.Scalar);
        Clear(vectors);
        Span<T> matrix = context.Scratch<T>(size * size), found = context.Scratch<T>(size * size), numbers = context.Scratch<T>(size);
        var eigenvalues = context.Scratch<double>(size);
        for (int i = 0; i < (input.Count == 0 ? 0 : MatrixShapes.Count(input)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            HermitianEigenvalues<TField, T>.Find(matrix, eigenvalues, found, context.Stop);
            Store(values, i, eigenvalues, numbers);
            if (hasVectors)
            {
                MatrixElements<TField, T>.Write(vectors, i, found);
            }
        }
    }

    /// <summary>The same in one value: the eigenvalues are the first row, the eigenvectors the others.</summary>
    public static void HermitianEigenvaluesAndVectorsOf(KernelContext context)
    {
        var input = context.Input(0);
        int size = MatrixShapes.RequireSquare(input);
        var result = context.Output(0, MatrixShapes.Batch(input, size + 1, size));
        Span<T> matrix = context.Scratch<T>(size * size), found = context.Scratch<T>((size + 1) * size);
        var eigenvalues = context.Scratch<double>(size);
        for (int i = 0; i < (input.Count == 0 ? 0 : MatrixShapes.Count(input)); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            HermitianEigenvalues<TField, T>.Find(matrix, eigenvalues, found[size..], context.Stop);
            for (int k = 0; k < size; k++)
            {
                found[k] = TField.From(eigenvalues[k]);
            }

            MatrixElements<TField, T>.Write(result, i, found);
        }
    }

    /// <summary>The singular values and, where they are wanted, vectors.</summary>
    public static void SingularValuesOf(KernelContext context, bool hasVectors, bool isFull)
    {
        var input = context.Input(0);
        MatrixShapes.RequireMatrices(input);
        int rows = input.Shape[^2], columns = input.Shape[^1], count = Math.Min(rows, columns), longer = Math.Max(rows, columns);
        var values = context.Output(0, MatrixShapes.Batch(input, count));
        var left = context.Output(1, hasVectors ? MatrixShapes.Batch(input, rows, isFull ? rows : count) : Shape.Scalar);
        var right = context.Output(2, hasVectors ? MatrixShapes.Batch(input, columns, isFull ? columns : count) : Shape.Scalar);
        Clear(left);
        Clear(right);
        if (count == 0)
        {
            FillEmpty(left, rows, isFull && hasVectors);
            FillEmpty(right, columns, isFull && hasVectors);
            return;
        }

        bool isWide = columns > rows;
        Span<T> matrix = context.Scratch<T>(rows * columns), tall = context.Scratch<T>(rows * columns), square = context.Scratch<T>(count * count), numbers = context.Scratch<T>(count);
        var full = context.Scratch<T>(checked(longer * longer));
        var singular = context.Scratch<double>(count);
        for (int i = 0; i < MatrixShapes.Count(input); i++)
        {
            context.ThrowIfCancelled();
            MatrixElements<TField, T>.Read(input, i, matrix);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    // A wide matrix is taken apart as its adjoint; left and right vectors then change places.
                    tall[isWide ? (column * rows) + row : (row * columns) + column] = isWide ? TField.Conjugate(matrix[(row * columns) + column]) : matrix[(row * columns) + column];
                }
            }

            SingularValues<TField, T>.Find(tall, longer, singular, square, context.Stop);
            Store(values, i, singular, numbers);
            if (hasVectors)
            {
                MatrixElements<TField, T>.Write(isWide ? left : right, i, square);
                if (isFull)
                {
                    for (int row = 0; row < longer; row++)
                    {
                        tall.Slice(row * count, count).CopyTo(full[(row * longer)..]);
                    }

                    Basis<TField, T>.Complete(full, longer, count);
                }

                MatrixElements<TField, T>.Write(isWide ? right : left, i, isFull ? full : tall);
            }
        }
    }

    private static unsafe void Clear(Tensor tensor) => new Span<byte>(tensor.Pointer, checked((int)tensor.ByteLength)).Clear();

    private static void Store(Tensor values, int index, ReadOnlySpan<double> numbers, Span<T> room)
    {
        for (int k = 0; k < numbers.Length; k++)
        {
            room[k] = TField.From(numbers[k]);
        }

        MatrixElements<TField, T>.Write(values, index, room);
    }

    private static void FillEmpty(Tensor vectors, int size, bool isUnit)
    {
        if (!isUnit || vectors.Count == 0)
        {
            return;
        }

        var unit = new T[size * size];
        for (int k = 0; k < size; k++)
        {
            unit[(k * size) + k] = T.One;
        }

        for (int i = 0; i < vectors.Count / unit.Length; i++)
        {
            MatrixElements<TField, T>.Write(vectors, i, unit);
        }
    }
}
