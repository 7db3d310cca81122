using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>ZeroPadding1D</c>, <c>ZeroPadding2D</c>, <c>ZeroPadding3D</c>: zeros around the input (<c>keras/src/layers/reshaping/zero_padding2d.py</c>).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that are padded.</param>
internal sealed class ZeroPaddingLayer(LayerConfig config, int axes) : UnaryLayer(config)
{
    private readonly (long Before, long Behind)[] _paddings = AxisMargins.Of(config, "padding", axes, 1);
    private readonly bool _channelsFirst = config.ChannelsFirst;

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != axes + 2)
        {
            throw KerasFault.Damaged($"its input {input.Shape} should have {axes + 2} axes");
        }

        (long, long) none = (0, 0);
        return graph.Add("Pad", input, graph.Pairs(_channelsFirst ? [none, none, .. _paddings] : [none, .. _paddings, none]));
    }
}
