using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>
/// <c>SeparableConv1D</c>, <c>SeparableConv2D</c>: a convolution of each channel alone, and one of all channels with a window of one element (<c>keras/src/layers/convolutional/base_separable_conv.py</c>).
/// </summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that the window moves along.</param>
internal sealed class SeparableConvolutionLayer(LayerConfig config, int axes)
    : ConvolutionBase(config, new ConvolutionWindow(config, axes, mayBeCausal: axes == 1 && config.Generation != KerasGeneration.Keras3))
{
    private static readonly int[] s_moved = [2, 3, 1, 0];

    private readonly int _filters = config.Positive("filters");
    private readonly int _multiplier = config.Positive("depth_multiplier", 1);
    private Weight? _depthwise;
    private Weight? _pointwise;

    /// <inheritdoc/>
    protected override long BuildKernels(GraphTensor input, long channels)
    {
        long[] size = [.. Window.Size];
        long inner = checked(channels * _multiplier);

        // In Keras 1 kernels came in the order of Theano where channels came first.
        bool wasMoved = ChannelsAreFirst && size.Length == 2;
        _depthwise = AddKernel("depthwise_kernel", wasMoved ? [new(new TensorShape(_multiplier, channels, size[0], size[1]), s_moved)] : [], [.. size, channels, _multiplier]);
        _pointwise = AddKernel("pointwise_kernel", wasMoved ? [new(new TensorShape(_filters, inner, 1, 1), s_moved)] : [], [.. size.Select(_ => 1L), inner, _filters]);
        return _filters;
    }

    /// <inheritdoc/>
    protected override GraphTensor Convolve(LayerGraph graph, GraphTensor value)
    {
        if (Window.Padding == "causal")
        {
            value = graph.Add("Pad", value, graph.Pairs([(0, 0), (Window.Span(0) - 1, 0), (0, 0)]));
        }

        return InPlane(graph, value, plane =>
        {
            var channels = ChannelwiseConvolution.Add(graph, plane, ReadKernel(graph, _depthwise!), Window);
            return graph.Node("Conv2D").Input(channels).Input(ReadKernel(graph, _pointwise!)).With("strides", ConvolutionWindow.WithBatchAndChannels([1, 1])).With("padding", "VALID").Output();
        });
    }
}
