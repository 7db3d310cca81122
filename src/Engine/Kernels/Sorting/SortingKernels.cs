namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>Operations that put numbers into order, or find the largest.</summary>
internal static class SortingKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("TopK", node => TopK(node, node.Int32("k"))).WhereWidened("T", DataTypeSet.Real);
        table.Add("TopKV2", node => TopK(node, null)).WhereWidened("T", DataTypeSet.Real);
    }

    private static Kernel TopK(KernelNode node, int? count) => node.InputType(0) switch
    {
        DataType.Float => new TopKKernel<float>(count),
        DataType.Double => new TopKKernel<double>(count),
        DataType.Int8 => new TopKKernel<sbyte>(count),
        DataType.Int16 => new TopKKernel<short>(count),
        DataType.Int32 => new TopKKernel<int>(count),
        DataType.Int64 => new TopKKernel<long>(count),
        DataType.UInt8 => new TopKKernel<byte>(count),
        DataType.UInt16 => new TopKKernel<ushort>(count),
        DataType.UInt32 => new TopKKernel<uint>(count),
        _ => new TopKKernel<ulong>(count),
    };
}
