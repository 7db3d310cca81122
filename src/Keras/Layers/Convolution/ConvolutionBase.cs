using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>
/// What all convolutions have in common: kernels of TensorFlow's layout, channels moved to the end and back where they are first (no operation of a processor knows them there), a bias, an activation; and
/// sequences that are planes of height 1.
/// </summary>
/// <param name="config">Its configuration.</param>
/// <param name="window">The window.</param>
internal abstract class ConvolutionBase(LayerConfig config, ConvolutionWindow window) : UnaryLayer(config)
{
    // Before channels are moved back these are the same as after, and the engine makes them part of the convolution there.
    private static readonly HashSet<string> s_elementwise = ["linear", "relu", "relu6", "sigmoid", "tanh", "elu", "selu", "swish", "silu", "gelu", "leaky_relu", "hard_sigmoid", "softplus"];

    private readonly bool _channelsFirst = config.ChannelsFirst;
    private readonly bool _usesBias = config.Flag("use_bias", true);
    private Weight? _bias;

    /// <summary>The window.</summary>
    protected ConvolutionWindow Window => window;

    /// <summary>Whether the channels are the first axis behind the batch.</summary>
    protected bool ChannelsAreFirst => _channelsFirst;

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected sealed override void Build(GraphTensor input)
    {
        CheckRank(input);
        long channels = Known(input, _channelsFirst ? 1 : -1);
        long outputs = BuildKernels(input, channels);
        _bias = _usesBias ? BuildBias(input, outputs) : null;
    }

    /// <summary>Makes the kernels.</summary>
    /// <param name="input">The first input.</param>
    /// <param name="channels">The number of its channels.</param>
    /// <returns>The number of channels of the result.</returns>
    protected abstract long BuildKernels(GraphTensor input, long channels);

    /// <summary>Makes the bias.</summary>
    /// <param name="input">The first input.</param>
    /// <param name="outputs">The number of channels of the result.</param>
    protected virtual Weight BuildBias(GraphTensor input, long outputs) => AddWeight("bias", outputs);

    /// <summary>Adds the convolution alone.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The input, with its channels last.</param>
    protected abstract GraphTensor Convolve(LayerGraph graph, GraphTensor value);

    /// <summary>Adds the bias.</summary>
    protected virtual GraphTensor AddBias(LayerGraph graph, GraphTensor value, GraphTensor bias) => graph.Add("BiasAdd", value, bias);

    /// <summary>Adds the activation.</summary>
    protected virtual GraphTensor Activate(LayerGraph graph, GraphTensor value) => Activation.Apply(graph, Config, value);

    /// <inheritdoc/>
    protected sealed override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        CheckRank(input);
        var value = Convolve(graph, _channelsFirst ? graph.ChannelsLast(input) : input);
        CheckLengths(input, value);
        value = _bias is null ? value : AddBias(graph, value, Read(graph, _bias));
        if (!_channelsFirst)
        {
            return Activate(graph, value);
        }

        bool isElementwise = Config["activation"] is not { } activation || (activation.Kind == JsonKind.Text && s_elementwise.Contains(activation.Text));
        return isElementwise ? graph.ChannelsFirst(Activate(graph, value)) : Activate(graph, graph.ChannelsFirst(value));
    }

    /// <summary>Makes a kernel, whose older layouts are those that convolutions of pictures had.</summary>
    protected Weight AddKernel(string name, IReadOnlyList<StoredLayout> olderLayouts, params ReadOnlySpan<long> shape) =>
        Weights.AddTrained(new Weight(name, Weights.Path + "/" + name, Checked(name, shape), VariableType) { OlderLayouts = Config.Generation == KerasGeneration.Keras1 ? olderLayouts : [], IsKernel = true });

    /// <summary>A kernel as operations of planes and volumes read it.</summary>
    protected GraphTensor ReadKernel(LayerGraph graph, Weight kernel) => window.Axes == 1 ? graph.ExpandDims(Read(graph, kernel), 0) : Read(graph, kernel);

    /// <summary>Adds an operation of planes or volumes, where a sequence is a plane of height 1.</summary>
    protected GraphTensor InPlane(LayerGraph graph, GraphTensor value, Func<GraphTensor, GraphTensor> convolve) =>
        window.Axes == 1 ? graph.Squeeze(convolve(graph.ExpandDims(value, 1)), 1) : convolve(value);

    private void CheckRank(GraphTensor input)
    {
        if (input.Rank != window.Axes + 2)
        {
            throw input.Rank > window.Axes + 2
                ? KerasFault.Unsupported($"its input {input.Shape} has several axes of batches")
                : KerasFault.Damaged($"its input {input.Shape} should have {window.Axes + 2} axes");
        }
    }

    // Keras refuses windows that are larger than the input (compute_conv_output_shape in keras/src/ops/operation_utils.py).
    private void CheckLengths(GraphTensor input, GraphTensor value)
    {
        for (int axis = 1; axis <= window.Axes; axis++)
        {
            if (value.Length(axis) == 0 && input.Length(_channelsFirst ? axis + 1 : axis) != 0)
            {
                throw KerasFault.Damaged($"nothing is left of its input {input.Shape}: its window is larger");
            }
        }
    }
}
