using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseSparseMaximum and SparseSparseMinimum: the larger or smaller of two sparse tensors' elements, zero where one has none.</summary>
internal sealed class SparseExtremeKernel<T>(bool isMaximum) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var left = SparseValue.Read(context, 0, 1, 2);
        var right = SparseValue.Read(context, 3, 4, 5);
        SparseMerge.RequireSameShape(left, right);
        left.RequireInside();
        right.RequireInside();
        var merged = SparseMerge.Union(left, right);
        var indices = context.GiveIndices(0, merged.Count, left.Rank);
        var values = context.Output(1, new Shape(merged.Count)).WritableSpan<T>();
        for (int k = 0; k < merged.Count; k++)
        {
            var (i, j) = merged[k];
            T a = i < 0 ? T.Zero : left.Values.Span<T>()[i];
            T b = j < 0 ? T.Zero : right.Values.Span<T>()[j];
            values[k] = (isMaximum ? a < b : b < a) ? b : a;
            (i >= 0 ? left.Index(i) : right.Index(j)).CopyTo(indices[(k * left.Rank)..]);
        }
    }

    /// <summary>Makes kernels of SparseSparseMaximum.</summary>
    public sealed class Largest : IRealKernel
    {
        public static Kernel Create<TElement>(KernelNode node)
            where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> => new SparseExtremeKernel<TElement>(isMaximum: true);
    }

    /// <summary>Makes kernels of SparseSparseMinimum.</summary>
    public sealed class Smallest : IRealKernel
    {
        public static Kernel Create<TElement>(KernelNode node)
            where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> => new SparseExtremeKernel<TElement>(isMaximum: false);
    }
}
