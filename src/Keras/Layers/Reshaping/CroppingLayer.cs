using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>Cropping1D</c>, <c>Cropping2D</c>, <c>Cropping3D</c>: the input without its margins (<c>keras/src/layers/reshaping/cropping2d.py</c>).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that are cropped.</param>
internal sealed class CroppingLayer(LayerConfig config, int axes) : UnaryLayer(config)
{
    // Cropping2D alone takes nothing away where it is not told to.
    private readonly (long Before, long Behind)[] _margins = AxisMargins.Of(config, "cropping", axes, axes == 2 ? 0 : 1);
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

        int first = _channelsFirst ? 2 : 1;
        var starts = new long[first + axes];
        var ends = new long[first + axes];
        long untouched = (1L << first) - 1;
        long openEnds = untouched;
        for (int axis = first; axis < starts.Length; axis++)
        {
            var (before, behind) = _margins[axis - first];
            if (input.Length(axis) is { } length && length <= before + behind)
            {
                throw KerasFault.Damaged($"nothing is left of its input {input.Shape}");
            }

            starts[axis] = before;
            ends[axis] = -behind;
            openEnds |= behind == 0 ? 1L << axis : 0;
        }

        return graph.Node("StridedSlice").Input(input).Input(graph.Integers(starts)).Input(graph.Integers(ends)).Input(graph.Integers([.. starts.Select(_ => 1L)]))
            .With("begin_mask", untouched)
            .With("end_mask", openEnds)
            .Output();
    }
}
