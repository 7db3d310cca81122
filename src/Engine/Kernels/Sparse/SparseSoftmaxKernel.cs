using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseSoftmax: the softmax of the elements that are there, along the last axis.</summary>
internal sealed class SparseSoftmaxKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        if (sparse.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Input should have rank >= 2, but received shape: {SparseValue.Join(sparse.Lengths)}");
        }

        sparse.RequireInside();
        int[] order = sparse.Sorted();
        var values = sparse.Values.Span<T>();
        var output = context.Output(0, new Shape(sparse.Count)).WritableSpan<T>();
        for (int start = 0; start < order.Length;)
        {
            context.ThrowIfCancelled();
            var row = sparse.Index(order[start])[..^1];
            int end = start;
            T largest = T.NegativeInfinity;
            for (; end < order.Length && sparse.Index(order[end])[..^1].SequenceEqual(row); end++)
            {
                largest = T.Max(largest, values[order[end]]);
            }

            T sum = T.Zero;
            for (int i = start; i < end; i++)
            {
                output[i] = T.Exp(values[order[i]] - largest);
                sum += output[i];
            }

            for (; start < end; start++)
            {
                output[start] /= sum;
            }
        }
    }
}
