using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>Ragged tensors, and counts by row.</summary>
internal static class RaggedKernels
{
    private static readonly DataTypeSet s_counted = DataTypeSet.Float | DataTypeSet.Index;

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("RaggedTensorToTensor", node => new RaggedToTensorKernel(node)).Where("Tindex", DataTypeSet.Index).Where("Tshape", DataTypeSet.Index);
        table.Add("RaggedTensorToSparse", _ => new RaggedToSparseKernel()).Where("Tsplits", DataTypeSet.Index);
        table.Add("RaggedRange", node => RealKernels.Create<RaggedRangeKernel<int>.Maker>(node, node.Type("T")))
            .WhereWidened("T", DataTypeSet.Float | DataTypeSet.Index)
            .Where("Tsplits", DataTypeSet.Index);
        table.Add("RaggedGather", node => new RaggedGatherKernel(node.Int32("PARAMS_RAGGED_RANK"))).Where("Tindices", DataTypeSet.Index).Where("Tsplits", DataTypeSet.Index);
        table.Add("RaggedFillEmptyRows", _ => new RaggedFillKernel());
        table.Add("RaggedTensorToVariant", node => EncodeKernel(node.Flag("batched_input"))).Where("Tsplits", DataTypeSet.Index).Impure();
        table.Add("RaggedTensorFromVariant", node => DecodeKernel(node.Int32("input_ragged_rank"), node.Int32("output_ragged_rank"), node.Type("Tvalues"))).Where("Tsplits", DataTypeSet.Index);
        foreach (string operation in (string[])["SparseBincount", "RaggedBincount"])
        {
            table.Add(operation, node => RealKernels.Create<BincountKernel<int>.Maker>(node, node.Type("T"))).Where("T", s_counted).Where("Tidx", DataTypeSet.Index);
        }

        foreach (string operation in (string[])["DenseCountSparseOutput", "SparseCountSparseOutput", "RaggedCountSparseOutput"])
        {
            table.Add(operation, node => RealKernels.Create<SparseCountKernel<int>.Maker>(node, node.Type("output_type"))).Where("output_type", s_counted).Where("T", DataTypeSet.Index);
        }
    }

    private static ActionKernel EncodeKernel(bool isBatch) => new(context => RaggedVariants.Encode(context, isBatch));

    private static ActionKernel DecodeKernel(int inputLevels, int outputLevels, DataType type) => new(context => RaggedVariants.Decode(context, inputLevels, outputLevels, type));
}
