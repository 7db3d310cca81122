using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>Convolutions and poolings.</summary>
internal static class ConvolutionKernels
{
    private static readonly DataTypeSet s_convolved = DataTypeSet.Float | DataTypeSet.Of(DataType.Int32);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Conv2D", node => Convolution(node, WindowSettings.Of(node, 4))).WhereWidened("T", s_convolved);
        table.Add("Conv3D", node => Convolution(node, WindowSettings.Of(node, 5))).WhereWidened("T", DataTypeSet.Float);
        table.Add("Conv", AnyConvolution).WhereWidened("T", s_convolved);
        table.Add("DepthwiseConv2dNative", Depthwise).WhereWidened("T", DataTypeSet.Float);
    }

    private static Kernel AnyConvolution(KernelNode node)
    {
        int rank = node.Integers("strides").Length;
        return node.Integer("batch_dims") == 1 && rank is 4 or 5
            ? Convolution(node, WindowSettings.Of(node, rank))
            : throw KernelNode.Unsupported($"Conv with {node.Integer("batch_dims")} batch dimensions and strides for {rank} axes: this engine takes one, and 4 or 5 axes.");
    }

    private static Kernel Convolution(KernelNode node, WindowSettings settings) => node.Type("T") switch
    {
        DataType.Float => new ConvolutionKernel<float>(node, settings, ProductTail.None),
        DataType.Double => new ConvolutionKernel<double>(node, settings, ProductTail.None),
        _ => new ConvolutionKernel<int>(node, settings, ProductTail.None),
    };

    private static Kernel Depthwise(KernelNode node)
    {
        var settings = WindowSettings.Of(node, 4);
        return node.Type("T") == DataType.Double ? new DepthwiseConvolutionKernel<double>(settings, ProductTail.None) : new DepthwiseConvolutionKernel<float>(settings, ProductTail.None);
    }
}
