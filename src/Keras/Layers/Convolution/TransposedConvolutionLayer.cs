using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary><c>Conv1DTranspose</c>, <c>Conv2DTranspose</c>, <c>Conv3DTranspose</c> (<c>keras/src/layers/convolutional/base_conv_transpose.py</c>).</summary>
internal sealed class TransposedConvolutionLayer : ConvolutionBase
{
    private readonly int _filters;
    private readonly int[]? _outputPadding;
    private readonly int[] _dilations;
    private readonly int[]? _outputLengths;
    private Weight? _kernel;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that the window moves along.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public TransposedConvolutionLayer(LayerConfig config, int axes)
        : base(config, new ConvolutionWindow(config, axes, mayBeCausal: false))
    {
        _filters = config.Positive("filters");
        _outputPadding = config["output_padding"] is null ? null : config.PerAxis("output_padding", axes);
        if (_outputPadding is not null && Enumerable.Range(0, axes).Any(axis => _outputPadding[axis] < 0 || _outputPadding[axis] >= Window.Strides[axis]))
        {
            throw config.Wrong("output_padding", "numbers from 0 up to its strides");
        }

        if (Window.IsStrided && Window.IsDilated)
        {
            throw KerasFault.Damaged("it has strides and a dilation rate, and Keras takes one of them");
        }

        // Conv3DTranspose of Keras 2 takes a dilation rate and never looks at it.
        _dilations = axes == 3 && config.Generation != KerasGeneration.Keras3 ? [1, 1, 1] : Window.Dilations;
        _outputLengths = config.Generation == KerasGeneration.Keras1 ? OutputLengths(config) : null;
    }

    /// <inheritdoc/>
    protected override long BuildKernels(GraphTensor input, long channels)
    {
        long[] size = [.. Window.Size];
        _kernel = AddKernel("kernel", OlderKernels.OfTransposed(size, channels, _filters, ChannelsAreFirst), [.. size, _filters, channels]);
        return _filters;
    }

    /// <inheritdoc/>
    protected override GraphTensor Convolve(LayerGraph graph, GraphTensor value)
    {
        var lengths = Enumerable.Range(0, Window.Axes).Select(axis => OutputLength(graph, value, axis)).ToList();
        if (Window.Axes == 1)
        {
            lengths.Insert(0, graph.Integer(1));
        }

        var sizes = graph.Vector([graph.LengthOf(value, 0), .. lengths, graph.Integer(_filters)]);
        // No operation of a processor knows dilations the other way round.
        var kernel = SpacedKernel.Of(graph, ReadKernel(graph, _kernel!), ConvolutionWindow.InPlane(_dilations));
        return InPlane(graph, value, plane => graph.Node(Window.Axes == 3 ? "Conv3DBackpropInputV2" : "Conv2DBackpropInput").Input(sizes).Input(kernel).Input(plane)
            .With("strides", ConvolutionWindow.WithBatchAndChannels(ConvolutionWindow.InPlane(Window.Strides)))
            .With("padding", Window.OperationPadding)
            .Output());
    }

    // Deconvolution2D of Keras 1 is told the shape of its result.
    private int[]? OutputLengths(LayerConfig config)
    {
        const int Rank = 4;

        if (config["output_shape"] is not { } shape)
        {
            return null;
        }

        int first = ChannelsAreFirst ? 2 : 1;
        return shape.Items.Count == Rank && shape.Items[first].Integer is > 0 and <= int.MaxValue and var rows && shape.Items[first + 1].Integer is > 0 and <= int.MaxValue and var columns
            ? [(int)rows, (int)columns]
            : throw config.Wrong("output_shape", "a shape of 4 axes");
    }

    // The length of the result (_get_output_shape_given_tf_padding in keras/src/backend/common/backend_utils.py, deconv_output_length in Keras 2), as a multiple of the input's and what is added.
    private GraphTensor OutputLength(LayerGraph graph, GraphTensor value, int axis)
    {
        if (_outputLengths is not null)
        {
            return graph.Integer(_outputLengths[axis]);
        }

        long stride = Window.Strides[axis];
        long span = ((Window.Size[axis] - 1L) * _dilations[axis]) + 1;
        if (_outputPadding is null)
        {
            return graph.ScaledLength(value, axis + 1, stride, Window.IsSame ? 0 : Math.Max(span - stride, 0));
        }

        long more = (Window.IsSame ? span % 2 : span) + _outputPadding[axis];
        return more > 0
            ? graph.ScaledLength(value, axis + 1, stride, more - stride)
            : throw KerasFault.Unsupported("TensorFlow has no transposed convolution with the padding 'same' that an even window and an output_padding of 0 make");
    }
}
