using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions of images.</summary>
internal static class ImageFunctions
{
    private static readonly float[] s_lightness = [0.2989f, 0.587f, 0.114f];

    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Resize", "image.resize image.resize_v2", Resize);
        table.Add("RGBToGrayscale", "image.rgb_to_grayscale", ToGrayscale);
        table.Add("", "image.per_image_standardization", Standardise);
    }

    private static GraphTensor Resize(OperationCall call)
    {
        var graph = call.Graph;
        call.Refuse("antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio", "preserve_aspect_ratio");
        string method = call.Text("bilinear", -1, "interpolation", "method").ToLowerInvariant();
        bool isFirst = IsChannelsFirst(call);
        var input = call.Input;
        if (input.Rank is not (3 or 4))
        {
            throw KerasFault.Damaged($"it resizes {input.Shape}, which is no image");
        }

        var size = call.Vector(-1, "size");
        if (size.Facts.Elements is { } lengths && (lengths.Length != 2 || lengths.Any(length => length is { IsKnown: true, Length: <= 0 })))
        {
            throw OperationCall.Wrong("a height and a width above 0", "size");
        }

        var images = input.Rank == 3 ? graph.ExpandDims(input, 0) : input;
        images = isFirst ? graph.Transpose(images, 0, 2, 3, 1) : images;
        var resized = method switch
        {
            "bilinear" => graph.Node("ResizeBilinear").Input(images).Input(size).With("half_pixel_centers", true).Output(),
            "nearest" => graph.Node("ResizeNearestNeighbor").Input(images).Input(size).With("half_pixel_centers", true).Output(),
            "bicubic" => graph.Node("ResizeBicubic").Input(images).Input(size).With("half_pixel_centers", true).Output(),
            "area" => graph.Add("ResizeArea", images, size),
            _ => throw KerasFault.Unsupported($"the interpolation '{method}' is not known here"),
        };
        resized = call.IsKeras3 ? graph.Cast(resized, input.DataType) : resized;
        resized = isFirst ? graph.Transpose(resized, 0, 3, 1, 2) : resized;
        return input.Rank == 3 ? graph.Squeeze(resized, 0) : resized;
    }

    private static GraphTensor ToGrayscale(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.Input;
        int axis = Axes.Counted(IsChannelsFirst(call) ? -3 : -1, input.Rank);
        if (input.Length(axis) is not 3 || !input.IsFloating)
        {
            throw KerasFault.Unsupported($"it makes grey of {input.DataType.ToWord()} {input.Shape}, and floating-point numbers of three colours were expected");
        }

        var shape = new TensorShape([.. Enumerable.Range(0, input.Rank - axis).Select(i => i == 0 ? 3L : 1L)]);
        var weights = graph.Constant([.. s_lightness.Select(weight => (double)weight)], shape, input.DataType);
        return graph.Reduce("Sum", graph.Add("Mul", input, weights), true, axis);
    }

    // (x − mean) / max(deviation, 1 / √count), for each image.
    private static GraphTensor Standardise(OperationCall call)
    {
        var graph = call.Graph;
        var images = graph.Cast(call.Tensor(0, "image"), DataType.Float);
        int rank = images.Rank >= 3 ? images.Rank : throw KerasFault.Damaged($"it takes {images.Shape} for an image");
        long[] axes = [rank - 3, rank - 2, rank - 1];
        var difference = graph.Add("Sub", images, graph.Reduce("Mean", images, true, axes));
        var deviation = graph.Add("Sqrt", graph.Reduce("Mean", graph.Add("Square", difference), true, axes));
        var count = graph.Cast(graph.Product([.. axes.Select(axis => graph.LengthOf(images, (int)axis))]), DataType.Float);
        return graph.Add("RealDiv", difference, graph.Add("Maximum", deviation, graph.Add("Rsqrt", count)));
    }

    private static bool IsChannelsFirst(OperationCall call) => call.Text("channels_last", -1, "data_format") switch
    {
        "channels_last" => false,
        "channels_first" => true,
        _ => throw OperationCall.Wrong("channels_last or channels_first", "data_format"),
    };
}
