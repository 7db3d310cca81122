namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Operations that pick elements, or write them, by numbers that tell where.</summary>
internal static class IndexingKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Gather", _ => new GatherKernel(0));
        table.Add("GatherV2", node => new GatherKernel(node.Int32("batch_dims")));
        table.Add("GatherNd", _ => new ActionKernel(Points.Gather));
        table.Add("OneHot", node => new OneHotKernel(node.Int32("axis")));
        table.Add("Where", WhereKernel.Create);
    }
}
