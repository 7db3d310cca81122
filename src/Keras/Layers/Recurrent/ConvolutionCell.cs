using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// The cell of <c>ConvLSTM1D</c>, <c>ConvLSTM2D</c> and <c>ConvLSTM3D</c>: an LSTM whose products are convolutions (<c>keras/src/layers/rnn/conv_lstm.py</c>). Channels are the last axis of all that it is given.
/// </summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that it convolves over.</param>
internal sealed class ConvolutionCell(LayerConfig config, int axes) : RecurrentCell(config)
{
    private const int Gates = 4;

    // In Keras 2 the gates are hard_sigmoid where nothing else is said.
    private readonly string _defaultGate = config.Generation == KerasGeneration.Keras3 ? "sigmoid" : "hard_sigmoid";
    private readonly int _filters = config.Positive("filters");
    private readonly int[] _kernelSize = config.PositivePerAxis("kernel_size", axes);
    private readonly int[] _strides = config.PositivePerAxis("strides", axes, 1);
    private readonly int[] _dilations = config.PositivePerAxis("dilation_rate", axes, 1);
    private readonly string _padding = config.Word("padding", "valid", "valid", "same").ToUpperInvariant();
    private readonly bool _usesBias = config.Flag("use_bias", true);
    private Weight? _kernel;
    private Weight? _recurrent;
    private Weight? _bias;

    /// <inheritdoc/>
    public override IReadOnlyList<long> StateWidths => [_filters, _filters];

    /// <inheritdoc/>
    public override void Build(long inputWidth)
    {
        if (axes == 3 && _dilations.Any(dilation => dilation > 1))
        {
            throw KerasFault.Unsupported("it convolves over three axes with a dilation_rate, which TensorFlow does not do on processors");
        }

        long[] size = [.. _kernelSize.Select(length => (long)length)];
        long columns = (long)Gates * _filters;
        _kernel = AddWeight("kernel", [.. size, inputWidth, columns]);
        _recurrent = AddWeight("recurrent_kernel", [.. size, _filters, columns]);
        _bias = _usesBias ? AddWeight("bias", columns) : null;
        if (Config.Generation == KerasGeneration.Keras1)
        {
            Weights.LegacyParts = [.. new[] { ("i", 0), ("c", 2), ("f", 1), ("o", 3) }.SelectMany(gate => new (string Letter, Weight? Weight)[] { ("W", _kernel), ("U", _recurrent), ("b", _bias) }
                .Where(part => part.Weight is not null)
                .Select(part => new LegacyPart(part.Letter + "_" + gate.Item1, part.Weight!, gate.Item2, Gates)))];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForInput(LayerGraph graph) => _bias is null ? [Read(graph, _kernel!)] : [Read(graph, _kernel!), Read(graph, _bias)];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph) => [Read(graph, _recurrent!)];

    /// <inheritdoc/>
    public override GraphTensor Project(LayerGraph graph, GraphTensor input, IReadOnlyList<GraphTensor> weights)
    {
        for (int axis = 0; axis < axes; axis++)
        {
            long reach = ((_kernelSize[axis] - 1L) * _dilations[axis]) + 1;
            if (_padding == "VALID" && input.Length(axis + 2) < reach)
            {
                throw KerasFault.Damaged($"its kernel reaches over {reach} places, and its input {input.Shape} has fewer");
            }
        }

        // All steps are one batch.
        var folded = SampleAxes.Fold(graph, input);
        var product = Convolve(graph, folded, weights[0], _strides, _dilations, _padding);
        return SampleAxes.Unfold(graph, weights.Count > 1 ? graph.Add("BiasAdd", product, weights[1]) : product, input);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights)
    {
        int[] ones = [.. Enumerable.Repeat(1, axes)];
        var gates = Split(graph, graph.Add("AddV2", projected, Convolve(graph, states[0], weights[0], ones, ones, "SAME")), Gates);
        var cell = graph.Add("AddV2", graph.Add("Mul", Gate(graph, gates[1]), states[1]), graph.Add("Mul", Gate(graph, gates[0]), Activate(graph, "activation", "tanh", gates[2])));
        return [graph.Add("Mul", Gate(graph, gates[3]), Activate(graph, "activation", "tanh", cell)), cell];
    }

    private GraphTensor Gate(LayerGraph graph, GraphTensor value) => Activate(graph, "recurrent_activation", _defaultGate, value);

    private GraphTensor Convolve(LayerGraph graph, GraphTensor input, GraphTensor kernel, int[] strides, int[] dilations, string padding)
    {
        // One axis is convolved over as two, of which the first has length 1.
        bool isFlat = axes == 1;
        var result = graph.Node(axes == 3 ? "Conv3D" : "Conv2D")
            .Input(isFlat ? graph.ExpandDims(input, 1) : input)
            .Input(isFlat ? graph.ExpandDims(kernel, 0) : kernel)
            .With("strides", Around(strides))
            .With("dilations", Around(dilations))
            .With("padding", padding)
            .Output();
        return isFlat ? graph.Squeeze(result, 1) : result;
    }

    private static long[] Around(int[] lengths) => [1, .. lengths.Length == 1 ? new long[] { 1 } : [], .. lengths.Select(length => (long)length), 1];
}
