using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

// Functions that TensorFlow has no operation for, as keras/src/backend/tensorflow/nn.py computes them.
internal static partial class ActivationFunctions
{
    /// <summary><c>x</c> above 0, <c>alpha (exp(x) − 1)</c> below.</summary>
    public static GraphTensor Elu(LayerGraph graph, GraphTensor value, double alpha)
    {
        var elu = graph.Add("Elu", value);
        return alpha == 1 ? elu : graph.Add("SelectV2", graph.WithNumber("Greater", value, 0), elu, graph.WithNumber("Mul", elu, alpha));
    }

    /// <summary><c>max(x, 0) + alpha (exp(min(x, 0) / alpha) − 1)</c>.</summary>
    public static GraphTensor Celu(LayerGraph graph, GraphTensor value, double alpha)
    {
        var below = graph.Add("Expm1", graph.WithNumber("RealDiv", graph.WithNumber("Minimum", value, 0), alpha));
        return graph.Add("AddV2", graph.Add("Relu", value), graph.WithNumber("Mul", below, alpha));
    }

    /// <summary>One half of an axis times the sigmoid of the other.</summary>
    /// <exception cref="ModelFormatException">There is no such axis, or it has no halves.</exception>
    public static GraphTensor Glu(LayerGraph graph, GraphTensor value, int axis)
    {
        int counted = Axes.Counted(axis, value.Rank);
        if (value.Length(counted) is { } length && length % 2 != 0)
        {
            throw KerasFault.Damaged($"the function glu halves axis {axis}, whose length is {length}");
        }

        var halves = graph.Node("Split").Input(graph.Integer(counted)).Input(value).With("num_split", 2L).Outputs();
        return graph.Add("Mul", halves[0], graph.Add("Sigmoid", halves[1]));
    }

    /// <summary><c>x</c>, not below −1 and not above 1.</summary>
    public static GraphTensor HardTanh(LayerGraph graph, GraphTensor value) => graph.Add("ClipByValue", value, graph.Scalar(-1, value.DataType), graph.Scalar(1, value.DataType));

    /// <summary><c>x · relu6(x + 3) / 6</c>.</summary>
    public static GraphTensor HardSilu(LayerGraph graph, GraphTensor value) => graph.Add("Mul", value, HardSigmoid(graph, value));

    /// <summary><c>x</c>, or 0 where its size is not above a threshold.</summary>
    public static GraphTensor HardShrink(LayerGraph graph, GraphTensor value, double threshold) =>
        graph.Add("SelectV2", graph.WithNumber("Greater", graph.Add("Abs", value), threshold), value, graph.ZerosLike(value));

    /// <summary><c>x</c> nearer to 0 by a threshold, and 0 where it would pass it.</summary>
    public static GraphTensor SoftShrink(LayerGraph graph, GraphTensor value, double threshold)
    {
        var below = graph.Add("SelectV2", graph.WithNumber("Less", value, -threshold), graph.WithNumber("AddV2", value, threshold), graph.ZerosLike(value));
        return graph.Add("SelectV2", graph.WithNumber("Greater", value, threshold), graph.WithNumber("Sub", value, threshold), below);
    }

    /// <summary><c>x − tanh(x)</c>.</summary>
    public static GraphTensor TanhShrink(LayerGraph graph, GraphTensor value) => graph.Add("Sub", value, graph.Add("Tanh", value));

    /// <summary><c>x</c> above a threshold, another number else.</summary>
    public static GraphTensor Threshold(LayerGraph graph, GraphTensor value, double threshold, double otherwise) =>
        graph.Add("SelectV2", graph.WithNumber("Greater", value, threshold), value, graph.Scalar(otherwise, value.DataType));

    /// <summary><c>(x + √(x² + b)) / 2</c>.</summary>
    public static GraphTensor Squareplus(LayerGraph graph, GraphTensor value, double b) =>
        graph.WithNumber("Mul", graph.Add("AddV2", value, graph.Add("Sqrt", graph.WithNumber("AddV2", graph.Add("Square", value), b))), 0.5);

    /// <summary><c>log σ(x) = −softplus(−x)</c>.</summary>
    public static GraphTensor LogSigmoid(LayerGraph graph, GraphTensor value) => graph.Add("Neg", graph.Add("Softplus", graph.Add("Neg", value)));

    /// <summary>0 up to −1, <c>(x + 1)² / 4</c> up to 1, <c>x</c> above.</summary>
    public static GraphTensor SparsePlus(LayerGraph graph, GraphTensor value)
    {
        var between = graph.WithNumber("Mul", graph.Add("Square", graph.WithNumber("AddV2", value, 1)), 0.25);
        var above = graph.Add("SelectV2", graph.WithNumber("Less", value, 1), between, value);
        return graph.Add("SelectV2", graph.WithNumber("LessEqual", value, -1), graph.ZerosLike(value), above);
    }

    /// <summary><c>(x + 1) / 2</c>, not below 0 and not above 1.</summary>
    public static GraphTensor SparseSigmoid(LayerGraph graph, GraphTensor value) =>
        graph.Add("ClipByValue", graph.WithNumber("Mul", graph.WithNumber("AddV2", value, 1), 0.5), graph.Scalar(0, value.DataType), graph.Scalar(1, value.DataType));

    /// <summary>The point of the simplex that is nearest to the values along an axis (Martins and Astudillo, arXiv:1602.02068).</summary>
    /// <exception cref="ModelFormatException">There is no such axis.</exception>
    public static GraphTensor Sparsemax(LayerGraph graph, GraphTensor value, int axis) => WithAxisLast(graph, value, axis, moved =>
    {
        var length = graph.LengthOf(moved, -1);
        var sorted = graph.Node("TopKV2").Input(moved).Input(length).With("sorted", true).Outputs()[0];
        var sums = graph.Add("Cumsum", sorted, graph.Integer(moved.Rank - 1));
        var places = graph.Cast(graph.WithNumber("AddV2", graph.Range(length), 1), moved.DataType);
        var isKept = graph.WithNumber("Greater", graph.Add("Sub", sorted, graph.Add("RealDiv", graph.WithNumber("Sub", sums, 1), places)), 0);
        var count = graph.Reduce("Sum", graph.Cast(isKept, moved.DataType), true, -1);
        var kept = graph.Add("SelectV2", isKept, sorted, graph.ZerosLike(sorted));
        var threshold = graph.Add("RealDiv", graph.WithNumber("Sub", graph.Reduce("Sum", kept, true, -1), 1), count);
        return graph.Add("Relu", graph.Add("Sub", moved, threshold));
    });

    /// <summary>
    /// The function of the layer <c>ReLU</c>: <c>x</c> from a threshold up to a greatest value, and below the threshold a part of what lacks to it (<c>keras/src/activations/activations.py</c>).
    /// </summary>
    public static GraphTensor Relu(LayerGraph graph, GraphTensor value, double slope, double? most, double threshold)
    {
        if (slope != 0 && most is null && threshold == 0)
        {
            return LeakyRelu(graph, value, (float)slope);
        }

        var kept = threshold != 0 ? Threshold(graph, value, threshold, 0) : graph.Add(most == 6 ? "Relu6" : "Relu", value);
        if (most is { } limit && (threshold != 0 || limit != 6))
        {
            kept = graph.Add("ClipByValue", kept, graph.Scalar(0, value.DataType), graph.Scalar(limit, value.DataType));
        }

        if (slope == 0)
        {
            return kept;
        }

        var lacking = graph.Add("Neg", value);
        lacking = graph.Add("Relu", threshold != 0 ? graph.WithNumber("AddV2", lacking, threshold) : lacking);
        return graph.Add("Sub", kept, graph.WithNumber("Mul", lacking, slope));
    }
}
