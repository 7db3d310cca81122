using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Pooling;

/// <summary>
/// <c>MaxPooling1D</c> … <c>AveragePooling3D</c>: the largest or the mean of what a window sees (<c>keras/src/layers/pooling/base_pooling.py</c>). Where a window reaches over the end, the mean is that of
/// the elements which are there.
/// </summary>
internal sealed class PoolingLayer : UnaryLayer
{
    private readonly PoolingKind _kind;
    private readonly int[] _size;
    private readonly int[] _strides;
    private readonly bool _isSame;
    private readonly bool _channelsFirst;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that the window moves along.</param>
    /// <param name="kind">What is made of a window.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public PoolingLayer(LayerConfig config, int axes, PoolingKind kind)
        : base(config)
    {
        _kind = kind;
        _size = config.PositivePerAxis("pool_size", axes, 2);
        _strides = config["strides"] is null ? _size : config.PositivePerAxis("strides", axes);
        _isSame = config.Word("padding", "valid", "valid", "same") == "same";
        _channelsFirst = config.ChannelsFirst;
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != _size.Length + 2)
        {
            throw KerasFault.Damaged($"its input {input.Shape} should have {_size.Length + 2} axes");
        }

        var value = PoolingOperation.Add(graph, _channelsFirst ? graph.ChannelsLast(input) : input, _kind, _size, _strides, _isSame);
        for (int axis = 1; axis <= _size.Length; axis++)
        {
            // compute_pooling_output_shape in keras/src/ops/operation_utils.py.
            if (value.Length(axis) == 0 && input.Length(_channelsFirst ? axis + 1 : axis) != 0)
            {
                throw KerasFault.Damaged($"nothing is left of its input {input.Shape}: its window is larger");
            }
        }

        return _channelsFirst ? graph.ChannelsFirst(value) : value;
    }
}
