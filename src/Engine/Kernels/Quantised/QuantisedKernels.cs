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

        table.Add("QuantizeV2", QuantizeKernel.Create).Where("T", s_small);
        table.Add("Dequantize", DequantizeKernel.Create).Where("T", s_small).WhereWidened("dtype", DataTypeSet.Of(DataType.Float));
    }

    private static Kernel RoundTrip(KernelNode node)
        => node.InputType(0) == DataType.Double ? new QuantizeAndDequantizeKernel<double>(node) : new QuantizeAndDequantizeKernel<float>(node);
}
