using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>Flatten</c>: all elements of an example in one axis, those of each place together (<c>keras/src/layers/reshaping/flatten.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class FlattenLayer(LayerConfig config) : UnaryLayer(config)
{
    // In Keras 1 it was the order of the elements, whichever axis the channels were.
    private readonly bool _channelsFirst = config.ChannelsFirst && config.Generation != KerasGeneration.Keras1;

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        int rank = input.Rank;
        if (rank == 0)
        {
            throw KerasFault.Damaged("its input has no axis of the batch");
        }

        if (rank == 1)
        {
            return graph.ExpandDims(input, 1);
        }

        var value = _channelsFirst && rank > 2 ? graph.ChannelsLast(input) : input;
        bool isKnown = Enumerable.Range(1, rank - 1).All(axis => value.Length(axis) is not null);
        long size = isKnown ? Enumerable.Range(1, rank - 1).Aggregate(1L, (product, axis) => checked(product * value.Length(axis)!.Value)) : 0;
        return size > 0 ? graph.Reshape(value, -1, size) : graph.Reshape(value, [graph.LengthOf(value, 0), graph.ProductOfLengths(value, Enumerable.Range(1, rank - 1))]);
    }
}
