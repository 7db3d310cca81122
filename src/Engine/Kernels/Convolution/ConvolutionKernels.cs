using System.Numerics;
using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>Convolutions and poolings.</summary>
internal static class ConvolutionKernels
{
    private static readonly DataTypeSet s_convolved = DataTypeSet.Float | DataTypeSet.Of(DataType.Int32);

    private static readonly DataTypeSet s_pooled = DataTypeSet.Float | DataTypeSet.Signed | DataTypeSet.Of(DataType.UInt8, DataType.UInt16);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Conv2D", node => Convolution(node, WindowSettings.Of(node, 4))).WhereWidened("T", s_convolved);
        table.Add("Conv3D", node => Convolution(node, WindowSettings.Of(node, 5))).WhereWidened("T", DataTypeSet.Float);
        table.Add("Conv", AnyConvolution).WhereWidened("T", s_convolved);
        table.Add("DepthwiseConv2dNative", Depthwise).WhereWidened("T", DataTypeSet.Float);
        table.Add("Conv2DBackpropInput", node => Transposed(node, 4, takesShapeOfInput: false)).WhereWidened("T", s_convolved);
        table.Add("Conv2DBackpropInputV2", node => Transposed(node, 4, takesShapeOfInput: true)).WhereWidened("T", s_convolved);
        table.Add("Conv3DBackpropInputV2", node => Transposed(node, 5, takesShapeOfInput: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("Conv3DBackpropInput", node => Transposed(node, 5, takesShapeOfInput: true)).WhereWidened("T", DataTypeSet.Float);
        table.Add("MaxPool", node => MaxPool(node, 4)).WhereWidened("T", s_pooled);
        table.Add("MaxPoolV2", node => MaxPool(node, 4)).WhereWidened("T", s_pooled);
        table.Add("MaxPool3D", node => MaxPool(node, 5)).WhereWidened("T", DataTypeSet.Of(DataType.Float));
        table.Add("MaxPoolWithArgmax", MaxPoolWithArgmax).WhereWidened("T", DataTypeSet.Real);
        table.Add("AvgPool", node => AvgPool(node, 4)).WhereWidened("T", DataTypeSet.Float);
        AddGradients(table);
        table.Add("Dilation2D", Dilation).WhereWidened("T", DataTypeSet.Real);
        table.Add("_FusedConv2D", node => Convolution(node, WindowSettings.Of(node, 4))).WhereWidened("T", DataTypeSet.Float);
        table.Add("AvgPool3D", node => AvgPool(node, 5)).WhereWidened("T", DataTypeSet.Float);
    }

    private static void AddGradients(KernelTable table)
    {
        table.Add(
            "Conv2DBackpropFilter",
            node => node.Type("T") == DataType.Double ? new FilterGradientKernel<double>(WindowSettings.Of(node, 4)) : new FilterGradientKernel<float>(WindowSettings.Of(node, 4))).WhereWidened("T", DataTypeSet.Float);
        table.Add("DepthwiseConv2dNativeBackpropInput", node => DepthwiseGradient(node, isOfFilter: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("DepthwiseConv2dNativeBackpropFilter", node => DepthwiseGradient(node, isOfFilter: true)).WhereWidened("T", DataTypeSet.Float);
        table.Add("MaxPoolGrad", node => PoolingGradient(node, isMean: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("AvgPoolGrad", node => PoolingGradient(node, isMean: true)).WhereWidened("T", DataTypeSet.Float);
    }

    private static Kernel DepthwiseGradient(KernelNode node, bool isOfFilter)
    {
        var settings = WindowSettings.Of(node, 4);
        return node.Type("T") == DataType.Double ? new DepthwiseGradientKernel<double>(settings, isOfFilter) : new DepthwiseGradientKernel<float>(settings, isOfFilter);
    }

    private static Kernel PoolingGradient(KernelNode node, bool isMean) =>
        node.Type("T") == DataType.Double ? new PoolingGradientKernel<double>(node, isMean) : new PoolingGradientKernel<float>(node, isMean);

    private static Kernel Dilation(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => new DilationKernel<float>(node),
        DataType.Double => new DilationKernel<double>(node),
        DataType.Int8 => new DilationKernel<sbyte>(node),
        DataType.Int16 => new DilationKernel<short>(node),
        DataType.Int32 => new DilationKernel<int>(node),
        DataType.Int64 => new DilationKernel<long>(node),
        DataType.UInt8 => new DilationKernel<byte>(node),
        DataType.UInt16 => new DilationKernel<ushort>(node),
        DataType.UInt32 => new DilationKernel<uint>(node),
        _ => new DilationKernel<ulong>(node),
    };

    private static Kernel Transposed(KernelNode node, int rank, bool takesShapeOfInput)
    {
        var settings = WindowSettings.Of(node, rank);
        return node.Type("T") switch
        {
            DataType.Float => new TransposedConvolutionKernel<float>(node, settings, takesShapeOfInput),
            DataType.Double => new TransposedConvolutionKernel<double>(node, settings, takesShapeOfInput),
            _ => new TransposedConvolutionKernel<int>(node, settings, takesShapeOfInput),
        };
    }

    private static Kernel AvgPool(KernelNode node, int rank) =>
        node.Type("T") == DataType.Double ? new PoolingKernel<MeanPooling<double>, double>(node, rank) : new PoolingKernel<MeanPooling<float>, float>(node, rank);

    private static Kernel MaxPool(KernelNode node, int rank) => node.Type("T") switch
    {
        DataType.Float => MaxPool<float>(node, rank),
        DataType.Double => MaxPool<double>(node, rank),
        DataType.Int8 => MaxPool<sbyte>(node, rank),
        DataType.Int16 => MaxPool<short>(node, rank),
        DataType.Int32 => MaxPool<int>(node, rank),
        DataType.Int64 => MaxPool<long>(node, rank),
        DataType.UInt8 => MaxPool<byte>(node, rank),
        _ => MaxPool<ushort>(node, rank),
    };

    private static Kernel MaxPool<T>(KernelNode node, int rank)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (node.InputCount == 1 && node.Text("data_format") == "NHWC" && node.Integers("ksize") is [1, 1, 1, > 1 and var channels])
        {
            return node.Integers("strides") is [1, 1, 1, var stride] && stride == channels
                ? new ChannelMaxKernel<T>(channels)
                : throw KernelNode.Unsupported("Depthwise max pooling requires the depth window to equal the depth stride.");
        }

        return new PoolingKernel<MaxPooling<T>, T>(node, rank);
    }

    private static Kernel MaxPoolWithArgmax(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => MaxPoolWithArgmax<float>(node),
        DataType.Double => MaxPoolWithArgmax<double>(node),
        DataType.Int8 => MaxPoolWithArgmax<sbyte>(node),
        DataType.Int16 => MaxPoolWithArgmax<short>(node),
        DataType.Int32 => MaxPoolWithArgmax<int>(node),
        DataType.Int64 => MaxPoolWithArgmax<long>(node),
        DataType.UInt8 => MaxPoolWithArgmax<byte>(node),
        DataType.UInt16 => MaxPoolWithArgmax<ushort>(node),
        DataType.UInt32 => MaxPoolWithArgmax<uint>(node),
        _ => MaxPoolWithArgmax<ulong>(node),
    };

    private static Kernel MaxPoolWithArgmax<T>(KernelNode node)
        where T : unmanaged, INumber<T> =>
        node.Type("Targmax") == DataType.Int32 ? new MaxWithPositionKernel<T, int>(node) : new MaxWithPositionKernel<T, long>(node);

    private static Kernel AnyConvolution(KernelNode node)
    {
        int rank = node.Integers("strides").Length;
        return node.Integer("batch_dims") == 1 && rank is 4 or 5
            ? Convolution(node, WindowSettings.Of(node, rank))
            : throw KernelNode.Unsupported($"Conv with {node.Integer("batch_dims")} batch dimensions and strides for {rank} axes: this engine takes one, and 4 or 5 axes.");
    }

    private static Kernel Convolution(KernelNode node, WindowSettings settings) => node.Type("T") switch
    {
        DataType.Float => new ConvolutionKernel<float>(node, settings),
        DataType.Double => new ConvolutionKernel<double>(node, settings),
        _ => new ConvolutionKernel<int>(node, settings),
    };

    private static Kernel Depthwise(KernelNode node)
    {
        var settings = WindowSettings.Of(node, 4);
        return node.Type("T") == DataType.Double ? new DepthwiseConvolutionKernel<double>(node, settings) : new DepthwiseConvolutionKernel<float>(node, settings);
    }
}
