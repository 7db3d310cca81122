using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>SparseBincount and RaggedBincount: how often each number occurs in each row, or the sum of its weights.</summary>
internal sealed class BincountKernel<T>(CountSource source, bool isBinary) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        bool isSparse = source == CountSource.Sparse;
        var values = context.Input(1);
        var size = context.Input(isSparse ? 3 : 2);
        var weights = context.Input(isSparse ? 4 : 3);
        if (size.Count != 1)
        {
            throw OperationException.InvalidArgument($"size must be a scalar, received shape {size.Shape}");
        }

        long bins = size.Integer(0);
        if (bins < 0)
        {
            throw OperationException.InvalidArgument($"size ({bins}) must be non-negative");
        }

        if (weights.Count != 0 && weights.Count != values.Count)
        {
            throw OperationException.InvalidArgument($"Weights and data must have the same shape. Weight shape: {weights.Shape}; data shape: {values.Shape}");
        }

        bool isVector = false;
        int rows;
        int[] rowOf;
        if (isSparse)
        {
            var sparse = SparseValue.Read(context, 0, 1, 2);
            rowOf = CountRows.OfSparse(sparse, out rows);
            isVector = sparse.Rank == 1;
        }
        else
        {
            rowOf = CountRows.OfRagged(context.Input(0), values.Count, out rows);
        }

        var output = context.Output(0, isVector ? Shape.From([bins]) : Shape.From([rows, bins]));
        Count(context, values, weights, rowOf, output.WritableSpan<T>(), (int)bins);
    }

    private void Count(KernelContext context, Tensor values, Tensor weights, int[] rowOf, Span<T> counts, int bins)
    {
        counts.Clear();
        for (int i = 0; i < rowOf.Length; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            long bin = values.Integer(i);
            if (bin < 0)
            {
                throw OperationException.InvalidArgument("Input must be non-negative");
            }

            if (bin < bins)
            {
                ref T count = ref counts[(rowOf[i] * bins) + (int)bin];
                count = isBinary ? T.One : count + (weights.Count == 0 ? T.One : weights.Span<T>()[i]);
            }
        }
    }

    /// <summary>Makes the kernels.</summary>
    public sealed class Maker : IRealKernel
    {
        public static Kernel Create<TElement>(KernelNode node)
            where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> =>
            new BincountKernel<TElement>(node.Operation == "SparseBincount" ? CountSource.Sparse : CountSource.Ragged, node.Flag("binary_output"));
    }
}
