using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary><c>GroupNormalization</c>: the channels of each group brought to mean 0 and variance 1 (<c>keras/src/layers/normalization/group_normalization.py</c>).</summary>
internal sealed class GroupNormalizationLayer : UnaryLayer
{
    private readonly NormalisationAxes _axes;
    private readonly int _groups;
    private readonly double _epsilon;
    private readonly bool _hasScale;
    private readonly bool _hasOffset;
    private Weight? _scale;
    private Weight? _offset;

    /// <param name="config">Its configuration.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public GroupNormalizationLayer(LayerConfig config)
        : base(config)
    {
        _axes = new NormalisationAxes(config);
        _groups = config.Integer("groups", 32);
        _epsilon = config.Number("epsilon", 1e-3);
        _hasScale = config.Flag("scale", true);
        _hasOffset = config.Flag("center", true);
        if (_groups is 0 or < -1)
        {
            throw config.Wrong("groups", "a number above 0, or -1");
        }
    }

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        long channels = Known(input, AxisOf(input));
        long groups = GroupsOf(channels);
        if (channels < groups || channels % groups != 0)
        {
            throw KerasFault.Damaged($"the {channels} channels of its input cannot be divided into {groups} groups");
        }

        _scale = _hasScale ? AddWeight("gamma", channels) : null;
        _offset = _hasOffset ? AddWeight("beta", channels) : null;
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => graph.InFullPrecision(input, value => Normalise(graph, value));

    private GraphTensor Normalise(LayerGraph graph, GraphTensor value)
    {
        int axis = AxisOf(value);
        int rank = value.Rank;
        long groups = GroupsOf(Known(value, axis));
        long inGroup = Known(value, axis) / groups;

        // The axis of the channels becomes two: that of the groups, and that of the channels in one.
        GraphTensor[] lengths = [.. Enumerable.Range(0, rank).Select(i => graph.LengthOf(value, i))];
        var grouped = graph.Reshape(value, [.. lengths.Take(axis), graph.Integer(groups), graph.Integer(inGroup), .. lengths.Skip(axis + 1)]);
        var (mean, variance) = Moments.Add(graph, grouped, Enumerable.Range(1, rank).Where(i => i != axis));
        long[] shape = [groups, inGroup, .. Enumerable.Repeat(1L, rank - 1 - axis)];
        return graph.Reshape(Moments.Normalise(graph, grouped, mean, variance, ReadAs(graph, _scale, shape, value), ReadAs(graph, _offset, shape, value), _epsilon), lengths);
    }

    private long GroupsOf(long channels) => _groups == -1 ? channels : _groups;

    private int AxisOf(GraphTensor value) => _axes.Of(value) is [> 0 and var axis] ? axis : throw Config.Wrong("axis", "one axis behind the batch");

    private static GraphTensor? ReadAs(LayerGraph graph, Weight? weight, long[] shape, GraphTensor value) => weight is null ? null : graph.Reshape(graph.Cast(graph.Read(weight), value.DataType), shape);
}
