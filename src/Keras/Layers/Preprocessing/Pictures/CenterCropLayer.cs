using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>
/// <c>CenterCrop</c>: the middle of pictures; of those that are smaller than it, the part of its ratio, made larger (<c>keras/src/layers/preprocessing/image_preprocessing/center_crop.py</c>).
/// </summary>
/// <param name="config">Its configuration.</param>
internal sealed class CenterCropLayer(LayerConfig config) : PictureLayer(config)
{
    /// <inheritdoc/>
    protected override GraphTensor Change(LayerGraph graph, GraphTensor pictures)
    {
        var numbers = TypedInputs.Numbers(graph, pictures, ComputeType);
        if (numbers.Length(1) is not { } height || numbers.Length(2) is not { } width)
        {
            return OfAnySize(graph, numbers);
        }

        if (height < Height || width < Width)
        {
            return graph.Cast(PictureSampling.Resize(graph, AspectRatio.Within(graph, numbers, Height, Width).Of(graph, numbers), Height, Width, "bilinear", antialias: false), ComputeType);
        }

        var (top, left) = ((height - Height) / 2, (width - Width) / 2);
        return graph.Slice(graph.Slice(numbers, 1, top, top + Height), 2, left, left + Width);
    }

    // What is large enough is cut to the very size, and resampling leaves it as it is: one way for both.
    private GraphTensor OfAnySize(LayerGraph graph, GraphTensor pictures)
    {
        var (height, width) = (graph.LengthOf(pictures, 1), graph.LengthOf(pictures, 2));
        var isLarge = graph.Add("LogicalAnd", graph.WithNumber("GreaterEqual", height, Height), graph.WithNumber("GreaterEqual", width, Width));
        var middle = new PictureBox(Start(graph, height, Height), Start(graph, width, Width), graph.Integer(Height), graph.Integer(Width));
        var part = middle.If(graph, isLarge, AspectRatio.Within(graph, pictures, Height, Width)).Of(graph, pictures);
        return graph.Cast(PictureSampling.Resize(graph, part, Height, Width, "bilinear", antialias: false), ComputeType);
    }

    private static GraphTensor Start(LayerGraph graph, GraphTensor length, int part) => graph.WithNumber("FloorDiv", graph.WithNumber("Sub", length, part), 2);
}
