using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseDenseCwiseAdd, …Mul and …Div: each element of a sparse tensor with the one of a dense tensor in its place.</summary>
internal sealed class SparseDenseCombineKernel<T>(char sign) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        var dense = context.Input(3);
        if (!CanBroadcast(sparse.Lengths, dense.Shape))
        {
            throw OperationException.InvalidArgument($"SparseDenseBinaryOpShared broadcasts dense to sparse only; got incompatible shapes: [{SparseValue.Join(sparse.Lengths)}] vs. {dense.Shape}");
        }

        if (sign == '/' && T.IsInteger(T.One / (T.One + T.One)) && dense.Span<T>().Contains(T.Zero))
        {
            throw OperationException.InvalidArgument("SparseDenseCwiseDiv cannot divide by zero,but input dense tensor contains zero ");
        }

        var left = sparse.Values.Span<T>();
        var right = dense.Span<T>();
        var output = context.Output(0, new Shape(sparse.Count)).WritableSpan<T>();
        for (int i = 0; i < output.Length; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            T other = right[Offset(sparse.Index(i), sparse.Lengths, dense.Shape)];
            output[i] = sign switch { '+' => left[i] + other, '*' => left[i] * other, _ => left[i] / other };
        }
    }

    private static bool CanBroadcast(ReadOnlySpan<long> lengths, in Shape dense)
    {
        for (int axis = 1; axis <= dense.Rank; axis++)
        {
            if (axis > lengths.Length || (dense[dense.Rank - axis] != 1 && dense[dense.Rank - axis] != lengths[^axis]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Offset(ReadOnlySpan<long> index, ReadOnlySpan<long> lengths, in Shape dense)
    {
        int offset = 0;
        int skipped = lengths.Length - dense.Rank;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (index[axis] < 0 || index[axis] >= lengths[axis])
            {
                throw OperationException.InvalidArgument("Provided indices are out-of-bounds w.r.t. dense side with broadcasted shape");
            }

            if (axis >= skipped)
            {
                int length = dense[axis - skipped];
                offset = (offset * length) + (length == 1 ? 0 : (int)index[axis]);
            }
        }

        return offset;
    }
}
