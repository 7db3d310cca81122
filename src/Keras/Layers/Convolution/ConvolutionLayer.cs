using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary><c>Conv1D</c>, <c>Conv2D</c>, <c>Conv3D</c> (<c>keras/src/layers/convolutional/base_conv.py</c>).</summary>
internal sealed class ConvolutionLayer : ConvolutionBase
{
    // Volumes in groups are convolved one group after another, in nodes of their own.
    private const int MostGroupsOfVolumes = 256;

    private readonly int _filters;
    private readonly int _groups;
    private Weight? _kernel;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that the window moves along.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public ConvolutionLayer(LayerConfig config, int axes)
        : base(config, new ConvolutionWindow(config, axes, mayBeCausal: axes == 1))
    {
        _filters = config.Positive("filters");
        _groups = config.Positive("groups", 1);
        if (_filters % _groups != 0)
        {
            throw KerasFault.Damaged($"its {_filters} filters cannot be divided into {_groups} groups");
        }

        if (axes == 3 && _groups > MostGroupsOfVolumes)
        {
            throw KerasFault.Unsupported($"it has more than {MostGroupsOfVolumes} groups of volumes");
        }

        if (Window.IsStrided && Window.IsDilated)
        {
            throw KerasFault.Damaged("it has strides and a dilation rate, and Keras takes one of them");
        }
    }

    /// <inheritdoc/>
    protected override long BuildKernels(GraphTensor input, long channels)
    {
        if (channels % _groups != 0)
        {
            throw KerasFault.Damaged($"the {channels} channels of its input cannot be divided into {_groups} groups");
        }

        long[] size = [.. Window.Size];
        _kernel = AddKernel("kernel", OlderKernels.OfConvolution(size, channels, _filters, ChannelsAreFirst), [.. size, channels / _groups, _filters]);
        return _filters;
    }

    /// <inheritdoc/>
    protected override GraphTensor Convolve(LayerGraph graph, GraphTensor value)
    {
        if (Window.Padding == "causal")
        {
            value = graph.Add("Pad", value, graph.Pairs([(0, 0), (Window.Span(0) - 1, 0), (0, 0)]));
        }

        var kernel = ReadKernel(graph, _kernel!);
        return Window.Axes < 3 ? InPlane(graph, value, plane => ConvolvePlane(graph, plane, kernel)) : ConvolveVolume(graph, value, kernel);
    }

    private GraphTensor ConvolvePlane(LayerGraph graph, GraphTensor plane, GraphTensor kernel) => graph.Node("Conv2D").Input(plane).Input(kernel)
        .With("strides", ConvolutionWindow.WithBatchAndChannels(ConvolutionWindow.InPlane(Window.Strides)))
        .With("dilations", ConvolutionWindow.WithBatchAndChannels(ConvolutionWindow.InPlane(Window.Dilations)))
        .With("padding", Window.OperationPadding)
        .Output();

    private GraphTensor ConvolveVolume(LayerGraph graph, GraphTensor volume, GraphTensor kernel)
    {
        // TensorFlow's Conv3D has neither dilations nor groups on a processor.
        var wide = SpacedKernel.Of(graph, kernel, Window.Dilations);
        if (_groups == 1)
        {
            return ConvolveGroup(graph, volume, wide);
        }

        var volumes = Split(graph, volume);
        var kernels = Split(graph, wide);
        return graph.Concatenate([.. volumes.Select((part, group) => ConvolveGroup(graph, part, kernels[group]))], 4);
    }

    private GraphTensor ConvolveGroup(LayerGraph graph, GraphTensor volume, GraphTensor kernel) => graph.Node("Conv3D").Input(volume).Input(kernel)
        .With("strides", ConvolutionWindow.WithBatchAndChannels(Window.Strides))
        .With("padding", Window.OperationPadding)
        .Output();

    private IReadOnlyList<GraphTensor> Split(LayerGraph graph, GraphTensor value) => graph.Node("Split").Input(graph.Integer(4)).Input(value).With("num_split", _groups).Outputs();
}
