using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>
/// <c>LocallyConnected1D</c>, <c>LocallyConnected2D</c> of Keras 1 and 2: a convolution with weights of its own at each place (<c>local_conv</c> in <c>tf_keras/backend.py</c>).
/// </summary>
internal sealed class LocallyConnectedLayer : ConvolutionBase
{
    private readonly int _filters;
    private long[] _lengths = [];
    private long _channels;
    private Weight? _kernel;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that the window moves along.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes, or one that is not known here.</exception>
    public LocallyConnectedLayer(LayerConfig config, int axes)
        : base(config, new ConvolutionWindow(config, axes, mayBeCausal: false))
    {
        _filters = config.Positive("filters");
        if (config.Integer("implementation", 1) != 1 || Window.IsSame)
        {
            throw KerasFault.Unsupported("its implementation is not the first one, 1: the others keep their weights in ways that are not known here");
        }
    }

    /// <inheritdoc/>
    protected override long BuildKernels(GraphTensor input, long channels)
    {
        _channels = channels;
        _lengths = new long[Window.Axes];
        for (int axis = 0; axis < _lengths.Length; axis++)
        {
            long length = Known(input, ChannelsAreFirst ? axis + 2 : axis + 1);
            _lengths[axis] = length < Window.Size[axis] ? throw KerasFault.Damaged($"nothing is left of its input {input.Shape}: its window is larger") : ((length - Window.Size[axis]) / Window.Strides[axis]) + 1;
        }

        _kernel = AddWeight("kernel", Product(_lengths), checked(Product([.. Window.Size]) * channels), _filters);
        return _filters;
    }

    /// <inheritdoc/>
    protected override Weight BuildBias(GraphTensor input, long outputs) => AddWeight("bias", [.. _lengths, outputs]);

    /// <inheritdoc/>
    protected override GraphTensor Convolve(LayerGraph graph, GraphTensor value)
    {
        long places = Product(_lengths);
        var patches = InPlane(graph, value, plane => graph.Node("ExtractImagePatches").Input(plane)
            .With("ksizes", ConvolutionWindow.WithBatchAndChannels(ConvolutionWindow.InPlane(Window.Size)))
            .With("strides", ConvolutionWindow.WithBatchAndChannels(ConvolutionWindow.InPlane(Window.Strides)))
            .With("rates", [1, 1, 1, 1])
            .With("padding", "VALID")
            .Output());

        // One product for each place: the places come first, the batch behind them.
        var kernel = ReadInOrder(graph, places);
        var ordered = graph.Transpose(graph.Reshape(patches, -1, places, kernel.Length(1)!.Value), 1, 0, 2);
        var products = graph.Transpose(graph.Add("BatchMatMulV2", ordered, kernel), 1, 0, 2);
        return graph.Reshape(products, [-1, .. _lengths, _filters]);
    }

    // Where channels come first, Keras turns the bias round by its numbers, not by its axes (bias_add in tf_keras/backend.py): a reshape.
    /// <inheritdoc/>
    protected override GraphTensor AddBias(LayerGraph graph, GraphTensor value, GraphTensor bias) =>
        graph.Add("AddV2", value, ChannelsAreFirst ? graph.ChannelsLast(graph.Reshape(bias, [1, _filters, .. _lengths])) : graph.Reshape(bias, [1, .. _lengths, _filters]));

    // Patches hold their channels last; where channels came first, the kernel was made for patches that hold them first.
    private GraphTensor ReadInOrder(LayerGraph graph, long places)
    {
        var kernel = Read(graph, _kernel!);
        if (!ChannelsAreFirst)
        {
            return kernel;
        }

        long size = Product([.. Window.Size]);
        return graph.Reshape(graph.Transpose(graph.Reshape(kernel, places, _channels, size, _filters), 0, 2, 1, 3), places, size * _channels, _filters);
    }

    private static long Product(IReadOnlyList<long> lengths) => lengths.Aggregate(1L, (product, length) => checked(product * length));
}
