using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Pooling;

/// <summary>
/// <c>AdaptiveMaxPooling1D</c> … <c>AdaptiveAveragePooling3D</c>: as many windows as are asked for, of which number <c>i</c> of <c>n</c> goes from <c>⌊i·length/n⌋</c> up to <c>⌈(i + 1)·length/n⌉</c>
/// (<c>adaptive_average_pool</c> in <c>keras/src/backend/tensorflow/nn.py</c>, which moves windows of the two sizes that occur over each axis and picks from both).
/// </summary>
internal sealed class AdaptivePoolingLayer : UnaryLayer
{
    // The windows of an axis are listed in the graph.
    private const int MostWindows = 1 << 16;

    private readonly PoolingKind _kind;
    private readonly int[] _counts;
    private readonly bool _channelsFirst;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that windows are laid along.</param>
    /// <param name="kind">What is made of a window.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public AdaptivePoolingLayer(LayerConfig config, int axes, PoolingKind kind)
        : base(config)
    {
        _kind = kind;
        _counts = config.PositivePerAxis("output_size", axes);
        _channelsFirst = config.ChannelsFirst;
        if (_counts.Any(count => count > MostWindows))
        {
            throw KerasFault.Unsupported($"it gives more than {MostWindows} elements along an axis");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != _counts.Length + 2)
        {
            throw KerasFault.Damaged($"its input {input.Shape} should have {_counts.Length + 2} axes");
        }

        var value = _channelsFirst ? graph.ChannelsLast(input) : input;
        for (int axis = 0; axis < _counts.Length; axis++)
        {
            long length = value.Length(axis + 1) ?? throw KerasFault.Unsupported($"its input {input.Shape} has an unknown length", "Save the model with an input of known shape");
            value = length > 0 ? PoolAxis(graph, value, axis, length) : throw KerasFault.Damaged($"its input {input.Shape} has no elements");
        }

        return _channelsFirst ? graph.ChannelsFirst(value) : value;
    }

    private GraphTensor PoolAxis(LayerGraph graph, GraphTensor value, int axis, long length)
    {
        long count = _counts[axis];
        if (length == count)
        {
            return value;
        }

        // All windows are of the smallest size or one longer.
        long smallest = (length + count - 1) / count;
        var starts = new long[count];
        bool hasLonger = false;
        for (long i = 0; i < count; i++)
        {
            starts[i] = i * length / count;
            bool isLonger = (((i + 1) * length) + count - 1) / count - starts[i] > smallest;
            starts[i] += isLonger ? length - smallest + 1 : 0;
            hasLonger |= isLonger;
        }

        List<GraphTensor> pooled = [Pool(graph, value, axis, smallest)];
        if (hasLonger)
        {
            pooled.Add(Pool(graph, value, axis, smallest + 1));
        }

        return graph.Node("GatherV2").Input(graph.Concatenate(pooled, axis + 1)).Input(graph.Integers(starts)).Input(graph.Integer(axis + 1)).Output();
    }

    private GraphTensor Pool(LayerGraph graph, GraphTensor value, int axis, long length)
    {
        int[] ones = [.. _counts.Select(_ => 1)];
        int[] size = [.. _counts.Select((_, i) => i == axis ? checked((int)length) : 1)];
        return PoolingOperation.Add(graph, value, _kind, size, ones, isSame: false);
    }
}
