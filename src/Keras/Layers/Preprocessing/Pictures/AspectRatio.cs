using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>Brings pictures of any size to the ratio of a height to a width, by the arithmetic of <c>smart_resize</c> and of <c>keras.ops.image.resize</c> (<c>keras/src/backend/tensorflow/image.py</c>), which is in float32.</summary>
internal static class AspectRatio
{
    /// <summary>What is left when what is too much is cut off, on both sides alike.</summary>
    public static PictureBox Within(LayerGraph graph, GraphTensor pictures, int targetHeight, int targetWidth)
    {
        var (height, width) = (graph.LengthOf(pictures, 1), graph.LengthOf(pictures, 2));
        var cropHeight = AtLeastOne(graph, graph.Add("Minimum", height, Scaled(graph, width, targetHeight, targetWidth)));
        var cropWidth = AtLeastOne(graph, graph.Add("Minimum", width, Scaled(graph, height, targetWidth, targetHeight)));
        return new PictureBox(Half(graph, height, cropHeight), Half(graph, width, cropWidth), cropHeight, cropWidth);
    }

    /// <summary>Adds what is missing, on both sides alike; of an odd number of rows or columns it leaves out one, as Keras does.</summary>
    public static GraphTensor Pad(LayerGraph graph, GraphTensor pictures, int targetHeight, int targetWidth, double fill)
    {
        var (height, width) = (graph.LengthOf(pictures, 1), graph.LengthOf(pictures, 2));
        var rows = Half(graph, graph.Add("Maximum", height, Scaled(graph, width, targetHeight, targetWidth)), height);
        var columns = Half(graph, graph.Add("Maximum", width, Scaled(graph, height, targetWidth, targetHeight)), width);
        var none = graph.Integer(0);
        var margins = graph.Reshape(graph.Vector([none, none, rows, rows, columns, columns, none, none]), 4, 2);
        var padded = graph.Add("PadV2", pictures, margins, graph.Scalar(fill, pictures.DataType));
        long unknown = TensorShape.UnknownDimension;
        return graph.Node("EnsureShape").Input(padded).With("shape", new TensorShape(pictures.Length(0) ?? unknown, unknown, unknown, pictures.Length(3) ?? unknown)).Output();
    }

    // int32(float32(length · numerator) / denominator)
    private static GraphTensor Scaled(LayerGraph graph, GraphTensor length, int numerator, int denominator)
    {
        var product = graph.Cast(graph.WithNumber("Mul", length, numerator), DataType.Float);
        return graph.Cast(graph.WithNumber("RealDiv", product, denominator), DataType.Int32);
    }

    private static GraphTensor Half(LayerGraph graph, GraphTensor whole, GraphTensor part) => graph.Cast(graph.WithNumber("RealDiv", graph.Cast(graph.Add("Sub", whole, part), DataType.Float), 2), DataType.Int32);

    private static GraphTensor AtLeastOne(LayerGraph graph, GraphTensor length) => graph.WithNumber("Maximum", length, 1);
}
