using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Audio;

/// <summary><c>MelSpectrogram</c>: how strong the bands of the mel scale are in each stretch of a sound (<c>keras/src/layers/preprocessing/mel_spectrogram.py</c>).</summary>
internal sealed class MelSpectrogramLayer : UnaryLayer
{
    // A configuration of a few bytes calls for a table of frequencies and bands.
    private const long MostWeights = 1 << 24;

    private readonly int _length;
    private readonly int _stride;
    private readonly int _bands;
    private readonly IReadOnlyList<double> _window;
    private readonly double[] _filters;

    /// <param name="config">Its configuration.</param>
    public MelSpectrogramLayer(LayerConfig config)
        : base(config)
    {
        _length = config.Positive("fft_length", 2048);
        _stride = config.Positive("sequence_stride", 512);
        _bands = config.Positive("num_mel_bins", 128);
        int counted = config["sequence_length"] is null ? _length : config.Positive("sequence_length");
        if (counted > _length || ((_length / 2) + 1L) * _bands > MostWeights)
        {
            throw config.Wrong("fft_length", $"a number that is not below {counted}, and no table of more than {MostWeights} weights,");
        }

        int before = (_length - counted) / 2;
        _window = [.. new double[before], .. AudioWindow.Of(config, counted), .. new double[_length - counted - before]];
        double rate = config.Number("sampling_rate", 16000);
        double most = config.OptionalNumber("max_freq") is { } given && given != 0 ? given : Math.Floor(rate / 2);
        _filters = MelFilters.Of((_length / 2) + 1, _bands, rate, config.Number("min_freq", 20), most);
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank is not (1 or 2))
        {
            throw KerasFault.Damaged($"it takes sounds, (batch, time), and is given {input.Shape}");
        }

        var type = ComputeType == DataType.Double ? DataType.Double : DataType.Float;
        var sound = TypedInputs.Numbers(graph, input, type);
        var strength = graph.Node("ComplexAbs").Input(graph.Node("RFFT").Input(Stretches(graph, sound)).Input(graph.Integers(_length)).With("Tcomplex", type == DataType.Double ? DataType.Complex128 : DataType.Complex64).Output())
            .With("Tout", type).Output();
        var power = graph.WithNumber("Pow", strength, Config.Number("mag_exp", 2));
        var bands = graph.MatMul(power, graph.Constant(_filters, new TensorShape((_length / 2) + 1, _bands), type));
        bands = Config.Flag("power_to_db", true) ? ToDecibel(graph, bands) : bands;
        return graph.Cast(input.Rank == 2 ? graph.Transpose(bands, 0, 2, 1) : graph.Transpose(bands, 1, 0), ComputeType);
    }

    // Each stretch has its middle where it is said to be: the sound is mirrored at both ends.
    private GraphTensor Stretches(LayerGraph graph, GraphTensor sound)
    {
        int axis = sound.Rank - 1;
        long margin = _length / 2;
        var margins = graph.Reshape(graph.Integers(axis == 1 ? [0, 0, margin, margin] : [margin, margin]), sound.Rank, 2);
        var mirrored = graph.Node("MirrorPad").Input(sound).Input(margins).With("mode", "REFLECT").Output();
        var last = graph.WithNumber("FloorDiv", graph.WithNumber("Sub", graph.LengthOf(mirrored, axis), _length), _stride);
        var starts = graph.WithNumber("Mul", graph.Range(graph.WithNumber("Maximum", graph.WithNumber("AddV2", last, 1), 0)), _stride);
        var places = graph.Add("AddV2", graph.ExpandDims(starts, 1), graph.Range(graph.Integer(_length)));
        var stretches = graph.Add("GatherV2", mirrored, places, graph.Integer(axis));
        return graph.Add("Mul", stretches, graph.Constant(_window, new TensorShape(_length), sound.DataType));
    }

    private GraphTensor ToDecibel(LayerGraph graph, GraphTensor power)
    {
        double least = Config.Number("min_power", 1e-10);
        double reference = 10 * Math.Log10(Math.Max(Math.Abs(Config.Number("ref_power", 1)), least));
        var decibel = graph.WithNumber("Mul", graph.Add("Log", graph.WithNumber("Maximum", power, least)), 10 / Math.Log(10));
        decibel = graph.WithNumber("Sub", decibel, reference);

        // The loudest is that of the whole batch.
        var loudest = graph.Reduce("Max", decibel, false, [.. Enumerable.Range(0, decibel.Rank).Select(axis => (long)axis)]);
        return graph.Add("Maximum", decibel, graph.WithNumber("Sub", loudest, Config.Number("top_db", 80)));
    }
}
