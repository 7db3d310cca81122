using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>
/// <c>Normalization</c>: <c>(x − mean) / max(√variance, 10⁻⁷)</c>, or the inverse, with a mean and a variance for each place along the axes that it keeps (<c>keras/src/layers/preprocessing/normalization.py</c>).
/// </summary>
/// <remarks>
/// An adapted layer has three weights that training does not change: <c>mean</c> and <c>variance</c>, of the lengths of the kept axes in the order of the axes (scalars when it keeps none), and <c>count</c>, a scalar that nothing
/// reads. <c>count</c> is int64 in tf.keras 2 and in Keras 3 on TensorFlow, and int32 in Keras 3 on other backends. One with a mean and a variance in its configuration has no weights.
/// </remarks>
internal sealed class NormalisationLayer : UnaryLayer
{
    private const double Epsilon = 1e-7;

    private readonly int[] _axes;
    private readonly NumberArray? _givenMean;
    private readonly NumberArray? _givenVariance;
    private readonly bool _inverts;
    private Weight? _mean;
    private Weight? _variance;
    private Weight? _count;

    /// <param name="config">Its configuration.</param>
    public NormalisationLayer(LayerConfig config)
        : base(config)
    {
        _axes = config["axis"] is not null ? config.Integers("axis") : config.Has("axis") ? [] : [-1];
        _inverts = config.Flag("invert", false);
        (_givenMean, _givenVariance) = (NumberArray.Find(config, "mean"), NumberArray.Find(config, "variance"));
        if (_givenMean is null != _givenVariance is null)
        {
            throw KerasFault.Damaged("its configuration has a mean or a variance, and needs both or neither");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => Config.Generation == KerasGeneration.Keras3;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        if (_givenMean is not null)
        {
            return;
        }

        // Keras 2 keeps them in the type that it computes in.
        var type = Config.Generation == KerasGeneration.Keras3 ? VariableType : ComputeType;
        long[] lengths = [.. KeptAxes(input).Select(axis => Known(input, axis))];
        _mean = Weights.AddFixed("mean", Checked("mean", lengths), type);
        _variance = Weights.AddFixed("variance", Checked("variance", lengths), type);
        _count = Weights.AddFixed("count", TensorShape.Scalar, DataType.Int64);
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (_count is not null)
        {
            // Files hold it, so that it has to be a variable of the graph.
            graph.Read(_count);
        }

        int[] kept = KeptAxes(input);
        var mean = _givenMean is null ? Broadcast(graph, input, kept, Read(graph, _mean!)) : Broadcast(graph, input, kept, _givenMean, "mean");
        var variance = _givenVariance is null ? Broadcast(graph, input, kept, Read(graph, _variance!)) : Broadcast(graph, input, kept, _givenVariance, "variance");
        var deviation = graph.WithNumber("Maximum", graph.Add("Sqrt", variance), Epsilon);
        var numbers = TypedInputs.Numbers(graph, input, ComputeType);
        return _inverts ? graph.Add("AddV2", mean, graph.Add("Mul", numbers, deviation)) : graph.Add("RealDiv", graph.Add("Sub", numbers, mean), deviation);
    }

    private int[] KeptAxes(GraphTensor input)
    {
        int rank = input.Rank;
        int[] kept = [.. _axes.Select(axis => axis < 0 ? axis + rank : axis).OrderBy(axis => axis)];
        return kept.All(axis => axis >= 0 && axis < rank) && kept.Distinct().Count() == kept.Length
            ? kept
            : throw KerasFault.Damaged($"its axis is [{string.Join(", ", _axes)}], and its input is {input.Shape}");
    }

    private static GraphTensor Broadcast(LayerGraph graph, GraphTensor input, int[] kept, GraphTensor value) =>
        graph.Reshape(value, [.. Enumerable.Range(0, input.Rank).Select(axis => kept.Contains(axis) ? Known(input, axis) : 1)]);

    // What is given has the axes that are kept, counted from the last, or all axes of the input; each of the input's length or of 1.
    private GraphTensor Broadcast(LayerGraph graph, GraphTensor input, int[] kept, NumberArray given, string name)
    {
        int rank = input.Rank;
        int count = given.Lengths.Count;
        int[] axes = count <= kept.Length ? [.. kept.Skip(kept.Length - count)] : [.. Enumerable.Range(Math.Max(0, rank - count), Math.Min(rank, count))];
        var lengths = Enumerable.Repeat(1L, rank).ToArray();
        for (int i = 0; i < count; i++)
        {
            long length = given.Lengths[i];
            lengths[axes.Length == count ? axes[i] : throw Config.Wrong(name, $"numbers for an input {input.Shape}")] = length;
            if (length != 1 && (!kept.Contains(axes[i]) || input.Length(axes[i]) != length))
            {
                throw Config.Wrong(name, $"numbers for axis [{string.Join(", ", kept)}] of an input {input.Shape}");
            }
        }

        return given.In(graph, ComputeType, lengths);
    }
}
