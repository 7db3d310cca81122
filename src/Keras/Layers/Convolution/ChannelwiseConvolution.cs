using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>
/// A convolution of each channel alone. TensorFlow's operation has no dilations on a processor, and one stride for both axes: what it has not is made of what it has, as TensorFlow and Keras do
/// (<c>tf.nn.depthwise_conv2d</c>; <c>_depthwise_conv_stride_dilation_decomposition</c> in <c>keras/src/backend/tensorflow/nn.py</c>).
/// </summary>
internal static class ChannelwiseConvolution
{
    /// <summary>Adds it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="plane">The input, with its channels last; a sequence is a plane of height 1.</param>
    /// <param name="kernel">The kernel, <c>[height, width, channels, multiplier]</c>.</param>
    /// <param name="window">The window.</param>
    public static GraphTensor Add(LayerGraph graph, GraphTensor plane, GraphTensor kernel, ConvolutionWindow window)
    {
        // A row more or less to skip is the same where there is one row.
        int[] strides = ConvolutionWindow.InPlane(window.Strides, window.Strides[0]);
        if (!window.IsDilated && strides[0] == strides[1])
        {
            return Operation(graph, plane, kernel, strides[0], window.OperationPadding);
        }

        int[] size = ConvolutionWindow.InPlane(window.Size);
        int[] rates = ConvolutionWindow.InPlane(window.Dilations);
        if (!window.IsStrided)
        {
            return DilatedConvolution.Add(graph, plane, size, rates, window.IsSame, spaced => Operation(graph, spaced, kernel, 1, "VALID"));
        }

        strides = ConvolutionWindow.InPlane(window.Strides);
        var padded = window.IsSame ? SamePadding.Add(graph, plane, size, strides, rates) : plane;
        var dense = DilatedConvolution.Add(graph, padded, size, rates, isSame: false, spaced => Operation(graph, spaced, kernel, 1, "VALID"));
        return graph.Node("StridedSlice").Input(dense).Input(graph.Integers(0, 0, 0)).Input(graph.Integers(0, 0, 0)).Input(graph.Integers(1, strides[0], strides[1]))
            .With("begin_mask", 7).With("end_mask", 7).Output();
    }

    private static GraphTensor Operation(LayerGraph graph, GraphTensor plane, GraphTensor kernel, int stride, string padding) => graph.Node("DepthwiseConv2dNative").Input(plane).Input(kernel)
        .With("strides", ConvolutionWindow.WithBatchAndChannels([stride, stride]))
        .With("padding", padding)
        .Output();
}
