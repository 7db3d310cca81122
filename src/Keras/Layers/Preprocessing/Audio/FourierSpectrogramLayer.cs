using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Audio;

/// <summary><c>STFTSpectrogram</c>: the frequencies in each stretch of a sound, by convolution with kernels that are weights (<c>keras/src/layers/preprocessing/stft_spectrogram.py</c>).</summary>
internal sealed class FourierSpectrogramLayer : UnaryLayer
{
    private const double Epsilon = 1e-7;

    private readonly string _mode;
    private readonly int _frame;
    private readonly int _step;
    private readonly long _frequencies;
    private readonly string _padding;
    private Weight? _real;
    private Weight? _imaginary;

    /// <param name="config">Its configuration.</param>
    public FourierSpectrogramLayer(LayerConfig config)
        : base(config)
    {
        _mode = config.Word("mode", "log", "log", "magnitude", "psd", "real", "imag", "angle", "stft");
        _frame = config.Positive("frame_length", 256);
        _step = config["frame_step"] is null ? Math.Max(1, _frame / 2) : config.Positive("frame_step");
        _padding = config.Word("padding", "valid", "valid", "same").ToUpperInvariant();
        int length = config["fft_length"] is null ? (int)Math.Min(int.MaxValue, Math.Pow(2, Math.Ceiling(Math.Log(_frame) / Math.Log(2)))) : config.Positive("fft_length");
        _frequencies = (length / 2) + 1L;
        if (_step > _frame || length < _frame)
        {
            throw config.Wrong(_step > _frame ? "frame_step" : "fft_length", $"a number that fits the frame_length {_frame}");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        _real = _mode == "imag" ? null : AddWeight("real_kernel", _frame, 1, _frequencies);
        _imaginary = _mode == "real" ? null : AddWeight("imag_kernel", _frame, 1, _frequencies);
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != 3)
        {
            throw KerasFault.Damaged($"it takes sounds, (batch, time, channels), and is given {input.Shape}");
        }

        var sound = TypedInputs.Numbers(graph, input, ComputeType);
        var channels = Config.ChannelsFirst ? sound : graph.Transpose(sound, 0, 2, 1);
        var real = _real is null ? null : Convolve(graph, channels, _real);
        var imaginary = _imaginary is null ? null : Convolve(graph, channels, _imaginary);
        return _mode switch
        {
            "real" => Arrange(graph, real!),
            "imag" => Arrange(graph, imaginary!),
            "angle" => Arrange(graph, graph.Add("Atan2", imaginary!, real!)),
            "stft" => Arrange(graph, graph.Concatenate([real!, imaginary!], 2)),
            _ => OfPower(graph, graph.Add("AddV2", graph.Add("Square", real!), graph.Add("Square", imaginary!))),
        };
    }

    private GraphTensor OfPower(LayerGraph graph, GraphTensor power)
    {
        if (_mode == "psd")
        {
            // All but the first and the last frequency count twice.
            var inner = graph.Add("Pad", graph.Slice(power, 2, 1, -1), graph.Reshape(graph.Integers(0, 0, 0, 0, 1, 1, 0, 0), 4, 2));
            return Arrange(graph, graph.Add("AddV2", power, inner));
        }

        var magnitude = Arrange(graph, graph.Add("Sqrt", graph.WithNumber("Maximum", power, Epsilon)));
        return _mode == "magnitude" ? magnitude : graph.Add("Log", graph.WithNumber("Maximum", magnitude, Epsilon));
    }

    // [batch, channels, time] to [batch, channels, frequencies, stretches]: each channel is a sound of its own.
    private GraphTensor Convolve(LayerGraph graph, GraphTensor channels, Weight weight)
    {
        var (batch, count) = (graph.LengthOf(channels, 0), graph.LengthOf(channels, 1));
        var sounds = graph.Reshape(channels, [graph.Add("Mul", batch, count), graph.Integer(1), graph.LengthOf(channels, 2), graph.Integer(1)]);
        var kernel = graph.ExpandDims(Read(graph, weight), 0);
        var convolved = graph.Node("Conv2D").Input(sounds).Input(kernel).With("strides", [1, _step, _step, 1]).With("padding", _padding).Output();
        var turned = graph.Transpose(graph.Squeeze(convolved, 1), 0, 2, 1);
        return graph.Reshape(turned, [batch, count, graph.LengthOf(turned, 1), graph.LengthOf(turned, 2)]);
    }

    private GraphTensor Arrange(LayerGraph graph, GraphTensor spectrum)
    {
        bool isFirst = Config.ChannelsFirst;
        if (Config.Flag("expand_dims", false))
        {
            return isFirst ? graph.Transpose(spectrum, 0, 1, 3, 2) : graph.Transpose(spectrum, 0, 3, 2, 1);
        }

        var flat = graph.Reshape(spectrum, [graph.LengthOf(spectrum, 0), graph.Add("Mul", graph.LengthOf(spectrum, 1), graph.LengthOf(spectrum, 2)), graph.LengthOf(spectrum, 3)]);
        return isFirst ? flat : graph.Transpose(flat, 0, 2, 1);
    }
}
