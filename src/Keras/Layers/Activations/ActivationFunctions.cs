using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary>The activation functions by name.</summary>
internal static class ActivationFunctions
{
    private static readonly Dictionary<string, Func<LayerGraph, GraphTensor, GraphTensor>> s_functions = new(StringComparer.Ordinal)
    {
        ["linear"] = (_, x) => x,
        ["relu"] = (g, x) => g.Add("Relu", x),
        ["relu6"] = (g, x) => g.Add("Relu6", x),
        ["sigmoid"] = (g, x) => g.Add("Sigmoid", x),
        ["tanh"] = (g, x) => g.Add("Tanh", x),
        ["softmax"] = (g, x) => Softmax(g, x, -1),
        ["softplus"] = (g, x) => g.Add("Softplus", x),
        ["softsign"] = (g, x) => g.Add("Softsign", x),
        ["elu"] = (g, x) => g.Add("Elu", x),
        ["selu"] = (g, x) => g.Add("Selu", x),
        ["swish"] = Silu,
        ["silu"] = Silu,
        ["gelu"] = (g, x) => Gelu(g, x, approximate: false),
        ["exponential"] = (g, x) => g.Add("Exp", x),
        ["mish"] = (g, x) => g.Add("Mul", x, g.Add("Tanh", g.Add("Softplus", x))),
        ["leaky_relu"] = (g, x) => LeakyRelu(g, x, 0.2f),
        ["log_softmax"] = (g, x) => g.Add("LogSoftmax", x),
    };

    /// <summary>The function of a name, or null.</summary>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation of Keras that means it.</param>
    public static Func<LayerGraph, GraphTensor, GraphTensor>? Find(string name, KerasGeneration generation) =>
        name == "hard_sigmoid" ? generation == KerasGeneration.Keras3 ? HardSigmoid : OldHardSigmoid
        : s_functions.TryGetValue(name, out var function) ? function : null;

    /// <summary><c>exp(x) / Σ exp(x)</c> along an axis.</summary>
    public static GraphTensor Softmax(LayerGraph graph, GraphTensor value, int axis)
    {
        int rank = value.Rank;
        int last = rank - 1;
        int counted = axis < 0 ? rank + axis : axis;
        if (counted == last)
        {
            return graph.Add("Softmax", value);
        }

        int[] order = [.. Enumerable.Range(0, rank).Select(i => i == counted ? last : i == last ? counted : i)];
        return graph.Transpose(graph.Add("Softmax", graph.Transpose(value, order)), order);
    }

    /// <summary><c>x</c> above 0, a part of it below.</summary>
    public static GraphTensor LeakyRelu(LayerGraph graph, GraphTensor value, float slope) => graph.Node("LeakyRelu").Input(value).With("alpha", slope).Output();

    /// <summary><c>x·Φ(x)</c>, or with a tanh in the place of the error function (Hendrycks and Gimpel, arXiv:1606.08415).</summary>
    public static GraphTensor Gelu(LayerGraph graph, GraphTensor value, bool approximate)
    {
        const double SquareRootOfTwo = 1.4142135623730951, SquareRootOfTwoOverPi = 0.7978845608028654, Cubic = 0.044715;

        GraphTensor inner;
        if (approximate)
        {
            var cube = graph.Add("Mul", graph.Add("Mul", value, value), value);
            inner = graph.Add("Tanh", graph.WithNumber("Mul", graph.Add("AddV2", value, graph.WithNumber("Mul", cube, Cubic)), SquareRootOfTwoOverPi));
        }
        else
        {
            inner = graph.Add("Erf", graph.WithNumber("RealDiv", value, SquareRootOfTwo));
        }

        return graph.Add("Mul", graph.WithNumber("Mul", value, 0.5), graph.WithNumber("AddV2", inner, 1));
    }

    private static GraphTensor Silu(LayerGraph graph, GraphTensor value) => graph.Add("Mul", value, graph.Add("Sigmoid", value));

    // relu6(x + 3) / 6, of Keras 3.
    private static GraphTensor HardSigmoid(LayerGraph graph, GraphTensor value) => graph.WithNumber("Mul", graph.Add("Relu6", graph.WithNumber("AddV2", value, 3)), 1.0 / 6);

    // clip(0.2 x + 0.5, 0, 1), of Keras 1 and 2.
    private static GraphTensor OldHardSigmoid(LayerGraph graph, GraphTensor value) => graph.Add(
        "ClipByValue", graph.WithNumber("AddV2", graph.WithNumber("Mul", value, 0.2), 0.5), graph.Scalar(0, value.DataType), graph.Scalar(1, value.DataType));
}
