using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary><c>DepthwiseConv1D</c>, <c>DepthwiseConv2D</c>: a convolution of each channel alone (<c>keras/src/layers/convolutional/base_depthwise_conv.py</c>).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that the window moves along.</param>
internal sealed class DepthwiseConvolutionLayer(LayerConfig config, int axes) : ConvolutionBase(config, new ConvolutionWindow(config, axes, mayBeCausal: false))
{
    private readonly int _multiplier = config.Positive("depth_multiplier", 1);
    private Weight? _kernel;

    /// <inheritdoc/>
    protected override long BuildKernels(GraphTensor input, long channels)
    {
        _kernel = AddKernel(Config.Generation == KerasGeneration.Keras3 ? "kernel" : "depthwise_kernel", [], [.. Window.Size.Select(size => (long)size), channels, _multiplier]);
        return checked(channels * _multiplier);
    }

    /// <inheritdoc/>
    protected override GraphTensor Convolve(LayerGraph graph, GraphTensor value) => InPlane(graph, value, plane => ChannelwiseConvolution.Add(graph, plane, ReadKernel(graph, _kernel!), Window));
}
