using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>A layer that changes pictures, <c>[height, width, channels]</c> or a batch of them; or with the channels first.</summary>
/// <param name="config">Its configuration.</param>
internal abstract class PictureLayer(LayerConfig config) : UnaryLayer(config)
{
    /// <summary>The height of what it gives.</summary>
    protected int Height { get; } = config.Positive("height");

    /// <summary>The width of what it gives.</summary>
    protected int Width { get; } = config.Positive("width");

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected sealed override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank is not (3 or 4))
        {
            throw KerasFault.Damaged($"it takes pictures, of 3 axes, or of 4 with the batch, and is given {input.Shape}");
        }

        var pictures = input.Rank == 3 ? graph.ExpandDims(input, 0) : input;
        bool isFirst = Config.ChannelsFirst;
        var changed = Change(graph, isFirst ? graph.Transpose(pictures, 0, 2, 3, 1) : pictures);
        changed = isFirst ? graph.Transpose(changed, 0, 3, 1, 2) : changed;
        return input.Rank == 3 ? graph.Squeeze(changed, 0) : changed;
    }

    /// <summary>Changes pictures, <c>[batch, height, width, channels]</c>.</summary>
    protected abstract GraphTensor Change(LayerGraph graph, GraphTensor pictures);
}
