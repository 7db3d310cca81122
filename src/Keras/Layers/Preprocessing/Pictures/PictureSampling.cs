using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>Pictures in another size, as <c>tf.image.resize</c> makes them: pixels are squares whose middles lie at halves (<c>tensorflow/python/ops/image_ops_impl.py</c>, <c>resize_images_v2</c>).</summary>
internal static class PictureSampling
{
    /// <summary>The interpolations.</summary>
    public static readonly string[] Interpolations = ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"];

    /// <summary>Adds the resampling. What has the size already stays as it is; nearest neighbours keep their type, and all else is float32.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="pictures">The pictures, <c>[batch, height, width, channels]</c>.</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="interpolation">One of <see cref="Interpolations"/>.</param>
    /// <param name="antialias">Whether what is made smaller is smoothed.</param>
    public static GraphTensor Resize(LayerGraph graph, GraphTensor pictures, int height, int width, string interpolation, bool antialias)
    {
        if (pictures.Length(1) == height && pictures.Length(2) == width)
        {
            return pictures;
        }

        var size = graph.Integers(height, width);
        if (interpolation == "nearest")
        {
            return graph.Node("ResizeNearestNeighbor").Input(pictures).Input(size).With("half_pixel_centers", true).Output();
        }

        var numbers = TypedInputs.Numbers(graph, pictures, DataType.Float);
        return interpolation switch
        {
            "area" => graph.Add("ResizeArea", numbers, size),
            "bilinear" when !antialias => graph.Node("ResizeBilinear").Input(numbers).Input(size).With("half_pixel_centers", true).Output(),
            "bicubic" when !antialias => graph.Node("ResizeBicubic").Input(numbers).Input(size).With("half_pixel_centers", true).Output(),
            "bilinear" => Scale(graph, numbers, size, "triangle", true),
            "bicubic" => Scale(graph, numbers, size, "keyscubic", true),
            _ => Scale(graph, numbers, size, interpolation, antialias),
        };
    }

    private static GraphTensor Scale(LayerGraph graph, GraphTensor pictures, GraphTensor size, string kernel, bool antialias)
    {
        var before = graph.Cast(graph.Vector([graph.LengthOf(pictures, 1), graph.LengthOf(pictures, 2)]), DataType.Float);
        return graph.Node("ScaleAndTranslate").Input(pictures).Input(size).Input(graph.Add("RealDiv", graph.Cast(size, DataType.Float), before)).Input(graph.Constant([0, 0], new TensorShape(2), DataType.Float))
            .With("kernel_type", kernel).With("antialias", antialias).Output();
    }
}
