using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>RepeatVector</c>: a vector as each of some steps (<c>keras/src/layers/reshaping/repeat_vector.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class RepeatVectorLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly int _count = config.Positive("n");

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) =>
        input.Rank == 2 ? graph.Add("Tile", graph.ExpandDims(input, 1), graph.Integers(1, _count, 1)) : throw KerasFault.Damaged($"its input {input.Shape} should have 2 axes");
}
