using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>Operations that put numbers into order, or find the largest, for each type of numbers.</summary>
internal readonly struct SortingKernels : IRealKernel
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["TopK", "TopKV2", "NthElement"], node => RealKernels.Create<SortingKernels>(node, node.InputType(0)), row => row.WhereWidened("T", DataTypeSet.Real));
        table.Add("ApproxTopK", node => new ApproximateTopKKernel(node)).WhereWidened("T", DataTypeSet.Of(DataType.Float));
    }

    /// <summary>The kernel for a type.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        node.Operation == "NthElement" ? new NthElementKernel<T>(node.Flag("reverse"))
        : new TopKKernel<T>(node.Operation == "TopK" ? node.Int32("k") : null, node.Flag("sorted"));
}
