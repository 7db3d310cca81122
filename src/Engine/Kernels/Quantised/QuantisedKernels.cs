namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>Operations that round numbers to few steps, or compute with the numbers of such steps.</summary>
internal static class QuantisedKernels
{
    private static readonly DataTypeSet s_small = DataTypeSet.Of(DataType.QInt8, DataType.QUInt8, DataType.QInt16, DataType.QUInt16, DataType.QInt32);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("FakeQuantWithMinMaxArgs", node => new FakeQuantKernel(node, node.Float("min"), node.Float("max")));
        table.Add("FakeQuantWithMinMaxVars", node => new FakeQuantKernel(node, null, null));
        table.Add("FakeQuantWithMinMaxVarsPerChannel", node => new FakeQuantKernel(node, null, null));
        foreach (string version in (string[])["QuantizeAndDequantizeV2", "QuantizeAndDequantizeV3", "QuantizeAndDequantizeV4"])
        {
            table.Add(version, RoundTrip).Where("T", DataTypeSet.Float);
        }

        AddArithmetic(table);
        table.Add("QuantizeV2", QuantizeKernel.Create).Where("T", s_small);
        table.Add("Dequantize", DequantizeKernel.Create).Where("T", s_small).WhereWidened("dtype", DataTypeSet.Of(DataType.Float));
    }

    private static Kernel RoundTrip(KernelNode node)
        => node.InputType(0) == DataType.Double ? new QuantizeAndDequantizeKernel<double>(node) : new QuantizeAndDequantizeKernel<float>(node);

    // The types are those that TensorFlow's own kernels, without oneDNN, have.
    private static void AddArithmetic(KernelTable table)
    {
        var wide = DataTypeSet.Of(DataType.QInt32);
        var bytes = DataTypeSet.Of(DataType.QUInt8);
        table.Add("Requantize", _ => new RequantizeKernel(converts: true, rangeGiven: true)).Where("Tinput", wide).Where("out_type", bytes);
        table.Add("RequantizationRange", _ => new RequantizeKernel(converts: false, rangeGiven: false)).Where("Tinput", wide);
        table.Add("QuantizeDownAndShrinkRange", _ => new RequantizeKernel(converts: true, rangeGiven: false)).Where("Tinput", wide).Where("out_type", bytes);
        AddRelu(table, "QuantizedRelu", float.PositiveInfinity, isGiven: false);
        AddRelu(table, "QuantizedRelu6", 6, isGiven: false);
        AddRelu(table, "QuantizedReluX", 0, isGiven: true);
        table.Add("QuantizedMatMul", node => new QuantisedMatMulKernel(node.Flag("transpose_a"), node.Flag("transpose_b")))
            .Where("T1", bytes).Where("T2", bytes).Where("Toutput", wide);
        table.Add("QuantizedAdd", _ => new QuantisedBinaryKernel<byte>(QuantisedBinary.Add)).Where("T1", bytes).Where("T2", bytes).Where("Toutput", wide);
        table.Add("QuantizedMul", _ => new QuantisedBinaryKernel<byte>(QuantisedBinary.Multiply)).Where("T1", bytes).Where("T2", bytes).Where("Toutput", wide);
        table.Add("QuantizedBiasAdd", Bias).Where("T1", bytes | DataTypeSet.Of(DataType.QInt8)).Where("T2", bytes | DataTypeSet.Of(DataType.QInt8)).Where("out_type", wide);
        table.Add("QuantizedConv2D", QuantisedConvolutionKernel.Create).Where("Tinput", bytes).Where("Tfilter", bytes).Where("out_type", wide);
        table.Add("QuantizedMaxPool", node => QuantisedPoolingKernel.Create(node, isMean: false)).Where("T", bytes);
        table.Add("QuantizedAvgPool", node => QuantisedPoolingKernel.Create(node, isMean: true)).Where("T", bytes);
        table.Add("QuantizedConcat", node => node.OutputType(0) == DataType.QInt32 ? new QuantisedConcatKernel<int>(node.Int32("N")) : new QuantisedConcatKernel<byte>(node.Int32("N")))
            .Where("T", bytes | wide);
        table.Add("QuantizedReshape", _ => new QuantisedReshapeKernel()).Where("T", bytes | wide);
    }

    private static Kernel Bias(KernelNode node) => (node.InputType(0), node.InputType(1)) switch
    {
        (DataType.QUInt8, DataType.QUInt8) => new QuantisedBinaryKernel<byte>(QuantisedBinary.AddBias),
        (DataType.QInt8, DataType.QInt8) => new QuantisedBinaryKernel<sbyte>(QuantisedBinary.AddBias),
        _ => throw KernelNode.Unsupported("QuantizedBiasAdd needs an input and a bias of the same type."),
    };

    private static void AddRelu(KernelTable table, string operation, float most, bool isGiven)
        => table.Add(operation, node => node.InputType(0) == DataType.QInt32 ? new QuantisedReluKernel<int>(most, isGiven) : new QuantisedReluKernel<byte>(most, isGiven))
            .Where("Tinput", DataTypeSet.Of(DataType.QUInt8, DataType.QInt32));
}
