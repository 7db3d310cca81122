using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Operations that pick elements, or write them, by numbers that tell where.</summary>
internal static class IndexingKernels
{
    private static readonly DataTypeSet s_comparable = DataTypeSet.FixedSize | DataTypeSet.Of(DataType.String);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Gather", _ => new GatherKernel(0));
        table.Add("GatherV2", node => new GatherKernel(node.Int32("batch_dims")));
        table.Add("GatherNd", _ => new ActionKernel(Points.Gather));
        table.Add("OneHot", node => new OneHotKernel(node.Int32("axis")));
        table.Add("Where", WhereKernel.Create);
        ScatterKernels.AddTo(table);
        InplaceRows.AddTo(table);
        table.Add("DynamicPartition", _ => new ActionKernel(Partitioning.Partition));
        table.Add(["DynamicStitch", "ParallelDynamicStitch"], _ => new ActionKernel(Partitioning.Stitch));
        table.Add("Unique", _ => new UniqueKernel(hasAxis: false, counts: false)).Where("T", s_comparable);
        table.Add("UniqueV2", _ => new UniqueKernel(hasAxis: true, counts: false)).Where("T", s_comparable);
        table.Add("UniqueWithCounts", _ => new UniqueKernel(hasAxis: false, counts: true)).Where("T", s_comparable);
        table.Add("UniqueWithCountsV2", _ => new UniqueKernel(hasAxis: true, counts: true)).Where("T", s_comparable);
        table.Add("ListDiff", _ => new ListDifferenceKernel()).Where("T", s_comparable);
        table.Add("UnravelIndex", _ => new ActionKernel(UnravelIndex.Run));
        table.Add(["LowerBound", "UpperBound"], node => RealKernels.Create<SearchKernels>(node, node.InputType(0)), row => row.WhereWidened("T", DataTypeSet.Real));
    }
}
