using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>DenseCountSparseOutput, SparseCountSparseOutput and RaggedCountSparseOutput: how often each number occurs in each row, as a sparse tensor.</summary>
internal sealed class SparseCountKernel<T>(CountSource source, long minimum, long maximum, bool isBinary) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var values = context.Input(source == CountSource.Dense ? 0 : 1);
        var weights = context.Input(context.InputCount - 1);
        if (weights.Count > 0 && weights.Shape != values.Shape)
        {
            throw OperationException.InvalidArgument($"Weights and data must have the same shape. Weight shape: {weights.Shape}; data shape: {values.Shape}");
        }

        bool isVector = source == CountSource.Dense && values.Rank == 1;
        int rows;
        int[] rowOf;
        switch (source)
        {
            case CountSource.Dense:
                rowOf = CountRows.OfDense(values, out rows);
                break;
            case CountSource.Sparse:
                var sparse = SparseValue.Read(context, 0, 1, 2);
                rowOf = CountRows.OfSparse(sparse, out rows);
                isVector = sparse.Rank == 1;
                break;
            default:
                rowOf = CountRows.OfRagged(context.Input(0), values.Count, out rows);
                break;
        }

        var counts = new SortedDictionary<(int Row, long Bin), T>();
        long largest = 0;
        for (int i = 0; i < rowOf.Length; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            long bin = values.Integer(i);
            if (bin < 0)
            {
                throw OperationException.InvalidArgument("Input values must all be non-negative");
            }

            if (maximum < 0 || bin < maximum)
            {
                var key = (rowOf[i], bin);
                counts[key] = isBinary ? T.One : counts.GetValueOrDefault(key) + (weights.Count == 0 ? T.One : weights.Span<T>()[i]);
                largest = Math.Max(largest, bin);
            }
        }

        Give(context, counts, isVector, rows, maximum >= 0 ? maximum : Math.Max(largest + 1, minimum));
    }

    private static void Give(KernelContext context, SortedDictionary<(int Row, long Bin), T> counts, bool isVector, int rows, long bins)
    {
        int rank = isVector ? 1 : 2;
        var indices = context.GiveIndices(0, counts.Count, rank);
        var values = context.Output(1, new Shape(counts.Count)).WritableSpan<T>();
        int next = 0;
        foreach (var ((row, bin), count) in counts)
        {
            indices[next * rank] = row;
            indices[(next * rank) + rank - 1] = bin;
            values[next++] = count;
        }

        context.GiveLengths(2, isVector ? [bins] : [rows, bins]);
    }

    /// <summary>Makes the kernels.</summary>
    public sealed class Maker : IRealKernel
    {
        public static Kernel Create<TElement>(KernelNode node)
            where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement>
        {
            var source = node.Operation switch { "DenseCountSparseOutput" => CountSource.Dense, "SparseCountSparseOutput" => CountSource.Sparse, _ => CountSource.Ragged };
            return new SparseCountKernel<TElement>(source, node.Integer("minlength"), node.Integer("maxlength"), node.Flag("binary_output"));
        }
    }
}
