namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Normalisations, losses and cells of neural networks.</summary>
internal static class NeuralKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Softmax", node => Softmax(node, isLogarithm: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("LogSoftmax", node => Softmax(node, isLogarithm: true)).WhereWidened("T", DataTypeSet.Float);
        table.Add("FusedBatchNorm", node => new BatchNormalisationKernel(node)).Where("T", DataTypeSet.Of(DataType.Float));
        table.Add(["FusedBatchNormV2", "FusedBatchNormV3"], node => new BatchNormalisationKernel(node), row => row.WhereWidened("T", DataTypeSet.Of(DataType.Float)).WhereWidened("U", DataTypeSet.Of(DataType.Float)));
    }

    private static Kernel Softmax(KernelNode node, bool isLogarithm) =>
        node.Type("T") == DataType.Double ? new SoftmaxKernel<double>(isLogarithm) : new SoftmaxKernel<float>(isLogarithm);
}
