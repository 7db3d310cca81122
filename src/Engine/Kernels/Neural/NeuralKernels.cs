namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Normalisations, losses and cells of neural networks.</summary>
internal static class NeuralKernels
{
    private static readonly DataTypeSet s_float = DataTypeSet.Of(DataType.Float);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Softmax", node => Softmax(node, isLogarithm: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("LogSoftmax", node => Softmax(node, isLogarithm: true)).WhereWidened("T", DataTypeSet.Float);
        table.Add("FusedBatchNorm", node => new BatchNormalisationKernel(node)).Where("T", s_float);
        table.Add(["FusedBatchNormV2", "FusedBatchNormV3"], node => new BatchNormalisationKernel(node), row => row.WhereWidened("T", s_float).WhereWidened("U", s_float));
        table.Add("BatchNormWithGlobalNormalization", GlobalNormalisation).WhereWidened("T", DataTypeSet.Float);
        table.Add("LRN", node => new LocalResponseKernel(node)).WhereWidened("T", s_float);
        table.Add("SoftmaxCrossEntropyWithLogits", node => node.Type("T") == DataType.Double ? new CrossEntropyKernel<double>() : new CrossEntropyKernel<float>()).WhereWidened("T", DataTypeSet.Float);
        table.Add("SparseSoftmaxCrossEntropyWithLogits", node => node.Type("T") == DataType.Double ? new SparseCrossEntropyKernel<double>() : new SparseCrossEntropyKernel<float>())
            .WhereWidened("T", DataTypeSet.Float);
        table.Add(["FusedBatchNormGrad", "FusedBatchNormGradV2", "FusedBatchNormGradV3"], node => new BatchNormalisationGradientKernel(node), row => row.WhereWidened("T", s_float));
        table.Add("LSTMBlockCell", node => new LongShortTermKernel(node)).WhereWidened("T", s_float);
        table.Add(["BlockLSTM", "BlockLSTMV2"], node => new LongShortTermKernel(node), row => row.WhereWidened("T", s_float));
        table.Add("GRUBlockCell", _ => new GatedRecurrentKernel()).Where("T", s_float);
        table.Add("L2Loss", node => new ActionKernel(node.Type("T") == DataType.Double ? Losses.HalfOfSquares<double> : Losses.HalfOfSquares<float>)).WhereWidened("T", DataTypeSet.Float);
        table.Add("InTopK", node => new InTopKernel(node.Integer("k")));
        table.Add("InTopKV2", _ => new InTopKernel(null));
    }

    private static Kernel Softmax(KernelNode node, bool isLogarithm) =>
        node.Type("T") == DataType.Double ? new SoftmaxKernel<double>(isLogarithm) : new SoftmaxKernel<float>(isLogarithm);

    private static Kernel GlobalNormalisation(KernelNode node)
    {
        bool scales = node.Flag("scale_after_normalization");
        float epsilon = node.Float("variance_epsilon");
        return node.Type("T") == DataType.Double ? new GlobalNormalisationKernel<double>(epsilon, scales) : new GlobalNormalisationKernel<float>(epsilon, scales);
    }
}
