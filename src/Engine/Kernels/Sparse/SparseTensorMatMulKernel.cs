using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseTensorDenseMatMul: a sparse matrix times a dense one, either of them adjoint.</summary>
internal sealed class SparseTensorMatMulKernel<T>(bool adjointLeft, bool adjointRight) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var indices = context.Input(0);
        var values = context.Input(1);
        var lengths = context.Input(2);
        var right = context.Input(3);
        if (right.Rank != 2)
        {
            throw OperationException.InvalidArgument($"Tensor 'b' is not a matrix: {right.Shape}");
        }

        if (indices.Rank != 2 || values.Rank != 1 || lengths.Rank != 1 || lengths.Count != 2 || indices[1] != 2 || values[0] != indices[0])
        {
            throw OperationException.InvalidArgument($"Tensor 'a' is not a sparse matrix: its indices, values and shape are {indices.Shape}, {values.Shape} and {lengths.Shape}");
        }

        long rows = lengths.Span<long>()[adjointLeft ? 1 : 0];
        long inner = lengths.Span<long>()[adjointLeft ? 0 : 1];
        int rightInner = right[adjointRight ? 1 : 0];
        int columns = right[adjointRight ? 0 : 1];
        if (inner != rightInner)
        {
            throw OperationException.InvalidArgument(
                $"Cannot multiply A and B because inner dimension does not match: {inner} vs. {rightInner}.  Did you forget a transpose?  Dimensions of A: [{rows}, {inner}).  Dimensions of B: {right.Shape}");
        }

        var output = context.Output(0, Shape.From([rows, columns]));
        Multiply(context, indices, values.Span<T>(), right, output, rightInner);
    }

    private void Multiply(KernelContext context, Tensor indices, ReadOnlySpan<T> values, Tensor right, Tensor output, int inner)
    {
        int rows = output[0], columns = output[1];
        var sums = output.WritableSpan<T>();
        var factors = right.Span<T>();
        sums.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            context.ThrowIfCancelled();
            long row = indices.Integer((2 * i) + (adjointLeft ? 1 : 0));
            long place = indices.Integer((2 * i) + (adjointLeft ? 0 : 1));
            if (place < 0 || place >= inner)
            {
                throw OperationException.InvalidArgument($"k ({place}) from index[{i},{(adjointLeft ? 0 : 1)}] out of bounds (>={inner})");
            }

            if (row < 0 || row >= rows)
            {
                throw OperationException.InvalidArgument($"m ({row}) from index[{i},{(adjointLeft ? 1 : 0)}] out of bounds (>={rows})");
            }

            T value = adjointLeft ? Conjugate(values[i]) : values[i];
            var target = sums.Slice((int)row * columns, columns);
            if (adjointRight)
            {
                for (int column = 0; column < columns; column++)
                {
                    target[column] += value * Conjugate(factors[(column * inner) + (int)place]);
                }
            }
            else
            {
                var source = factors.Slice((int)place * columns, columns);
                for (int column = 0; column < columns; column++)
                {
                    target[column] += value * source[column];
                }
            }
        }
    }

    private static T Conjugate(T value) => value is Complex complex && Complex.Conjugate(complex) is T conjugate ? conjugate : value;
}
