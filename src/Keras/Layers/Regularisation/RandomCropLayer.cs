using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Regularisation;

/// <summary>
/// <c>RandomCrop</c>: outside of training the largest window in the middle of the image that has the ratio of the target, resized to it
/// (<c>keras/src/layers/preprocessing/image_preprocessing/random_crop.py</c>; <c>smart_resize</c> in <c>tf.keras</c>).
/// </summary>
/// <param name="config">Its configuration.</param>
internal sealed class RandomCropLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly int _height = config.Positive("height");
    private readonly int _width = config.Positive("width");
    private readonly bool _channelsFirst = config.ChannelsFirst;

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank is not (3 or 4))
        {
            throw KerasFault.Damaged($"its input has the shape {input.Shape}, and images were expected");
        }

        var images = graph.Cast(input, ComputeType);
        images = input.Rank == 3 ? graph.ExpandDims(images, 0) : images;
        images = _channelsFirst ? graph.Transpose(images, 0, 2, 3, 1) : images;
        images = Resize(graph, Crop(graph, images));
        images = _channelsFirst ? graph.Transpose(images, 0, 3, 1, 2) : images;
        return input.Rank == 3 ? graph.Squeeze(images, 0) : images;
    }

    private GraphTensor Crop(LayerGraph graph, GraphTensor images)
    {
        long height = KnownSize(images, 1), width = KnownSize(images, 2);
        long cropHeight = Math.Max(Math.Min(height, width * _height / _width), 1);
        long cropWidth = Math.Max(Math.Min(width, height * _width / _height), 1);
        long top = (height - cropHeight) / 2, left = (width - cropWidth) / 2;
        images = cropHeight == height ? images : graph.Slice(images, 1, top, top + cropHeight);
        return cropWidth == width ? images : graph.Slice(images, 2, left, left + cropWidth);
    }

    private GraphTensor Resize(LayerGraph graph, GraphTensor images) => images.Length(1) == _height && images.Length(2) == _width
        ? images
        : graph.Cast(graph.Node("ResizeBilinear").Input(images).Input(graph.Integers(_height, _width)).With("half_pixel_centers", true).Output(), ComputeType);

    private static long KnownSize(GraphTensor images, int axis) => images.Length(axis)
        ?? throw KerasFault.Unsupported("the height and the width of its images are not known, and what it cuts out depends on them", "Save the model with an input of known shape");
}
