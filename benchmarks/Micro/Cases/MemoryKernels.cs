using TypedModels.Keras.Graphs;

namespace TypedModels.Micro.Cases;

/// <summary>The kernels that memory is the limit of, on arrays of both sizes.</summary>
internal static class MemoryKernels
{
    /// <summary>All of them.</summary>
    public static IEnumerable<MemoryCase> All { get; } = [.. Of(ArraySize.Cached), .. Of(ArraySize.Large)];

    // As many elements in every shape of a size: 2¹³ and 2²⁴.
    private static MemoryCase[] Of(ArraySize size)
    {
        bool isSmall = size == ArraySize.Cached;
        long[] rows = isSmall ? [32, 256] : [16384, 1024], square = isSmall ? [64, 128] : [4096, 4096], pictures = isSmall ? [1, 16, 16, 32] : [16, 128, 128, 64];
        long count = rows[0] * rows[1];
        return
        [
            new("add", size, rows, 2, count, (graph, inputs) => graph.Add("AddV2", inputs)),
            new("multiply", size, rows, 2, count, (graph, inputs) => graph.Add("Mul", inputs)),
            One("relu", "Relu"),
            One("sigmoid", "Sigmoid"),
            One("tanh", "Tanh"),
            One("exp", "Exp"),
            One("erf", "Erf"),
            new("GELU", size, rows, 1, count, Gelu),
            new("relu(x · y + b) · y", size, rows, 2, count, Chain),
            One("softmax", "Softmax"),
            new("layer normalisation", size, rows, 1, count, LayerNormalisation),
            new("max pooling 2×2", size, pictures, 1, count / 4, MaxPooling),
            new("transposition", size, square, 1, count, (graph, inputs) => graph.Transpose(inputs[0], 1, 0)),
            new("mean over pixels", size, pictures, 1, pictures[0] * pictures[3], (graph, inputs) => graph.Reduce("Mean", inputs[0], false, 1, 2)),
        ];

        MemoryCase One(string kernel, string operation) => new(kernel, size, rows, 1, count, (graph, inputs) => graph.Add(operation, inputs));
    }

    // By the error function, as exporters write it.
    private static GraphTensor Gelu(LayerGraph graph, GraphTensor[] inputs)
    {
        var error = graph.WithNumber("AddV2", graph.Add("Erf", graph.WithNumber("RealDiv", inputs[0], Math.Sqrt(2))), 1);
        return graph.Add("Mul", graph.WithNumber("Mul", inputs[0], 0.5), error);
    }

    private static GraphTensor Chain(LayerGraph graph, GraphTensor[] inputs) =>
        graph.Add("Mul", graph.Add("Relu", graph.WithNumber("AddV2", graph.Add("Mul", inputs), 0.25)), inputs[1]);

    private static GraphTensor LayerNormalisation(LayerGraph graph, GraphTensor[] inputs)
    {
        var (value, mean) = (inputs[0], graph.Reduce("Mean", inputs[0], true, -1));
        var variance = graph.Reduce("Mean", graph.Add("SquaredDifference", value, mean), true, -1);
        var factor = graph.WithNumber("Mul", graph.Add("Rsqrt", graph.WithNumber("AddV2", variance, 1e-5)), 0.75);
        return graph.Add("AddV2", graph.Add("Mul", value, factor), graph.Add("Sub", graph.Scalar(0.125, DataType.Float), graph.Add("Mul", mean, factor)));
    }

    private static GraphTensor MaxPooling(LayerGraph graph, GraphTensor[] inputs) =>
        graph.Node("MaxPool").Input(inputs[0]).With("ksize", [1, 2, 2, 1]).With("strides", [1, 2, 2, 1]).With("padding", "VALID").Output();
}
