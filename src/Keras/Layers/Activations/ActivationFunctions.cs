using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary>The activation functions by name.</summary>
internal static partial class ActivationFunctions
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
        ["log_softmax"] = (g, x) => LogSoftmax(g, x, -1),
        ["hard_silu"] = HardSilu,
        ["hard_swish"] = HardSilu,
        ["celu"] = (g, x) => Celu(g, x, 1),
        ["glu"] = (g, x) => Glu(g, x, -1),
        ["hard_tanh"] = HardTanh,
        ["hard_shrink"] = (g, x) => HardShrink(g, x, 0.5),
        ["soft_shrink"] = (g, x) => SoftShrink(g, x, 0.5),
        ["tanh_shrink"] = TanhShrink,
        ["squareplus"] = (g, x) => Squareplus(g, x, 4),
        ["log_sigmoid"] = LogSigmoid,
        ["sparse_plus"] = SparsePlus,
        ["sparse_sigmoid"] = SparseSigmoid,
        ["sparsemax"] = (g, x) => Sparsemax(g, x, -1),
        ["softmax_v2"] = (g, x) => Softmax(g, x, -1), // What tf.keras calls tf.nn.softmax that a layer was given (_TF_ACTIVATIONS_V2).
    };

    // Where the functions are from, as some files write before their names.
    private static readonly string[] s_modules =
    [
        "keras.src.activations.activations.", "keras.src.activations.", "keras.activations.activations.", "keras.activations.", "tf.keras.activations.", "tensorflow.keras.activations.", "tf.nn.", "nn.",
    ];

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => s_functions.Keys.Append("hard_sigmoid");

    /// <summary>The function of a name, or null.</summary>
    /// <param name="name">The name, with or without its module.</param>
    /// <param name="generation">The generation of Keras that means it.</param>
    public static Func<LayerGraph, GraphTensor, GraphTensor>? Find(string name, KerasGeneration generation)
    {
        string bare = s_modules.FirstOrDefault(module => name.StartsWith(module, StringComparison.Ordinal)) is { } prefix ? name.Substring(prefix.Length) : name;
        return bare == "hard_sigmoid" ? generation == KerasGeneration.Keras3 ? HardSigmoid : OldHardSigmoid
            : s_functions.TryGetValue(bare, out var function) ? function : null;
    }

    /// <summary><c>exp(x) / Σ exp(x)</c> along an axis.</summary>
    /// <exception cref="Formats.ModelFormatException">There is no such axis.</exception>
    public static GraphTensor Softmax(LayerGraph graph, GraphTensor value, int axis) => WithAxisLast(graph, value, axis, moved => graph.Add("Softmax", moved));

    /// <summary><c>x − log Σ exp(x)</c> along an axis.</summary>
    /// <exception cref="Formats.ModelFormatException">There is no such axis.</exception>
    public static GraphTensor LogSoftmax(LayerGraph graph, GraphTensor value, int axis) => WithAxisLast(graph, value, axis, moved => graph.Add("LogSoftmax", moved));

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

    /// <summary><c>x · σ(x)</c>.</summary>
    public static GraphTensor Silu(LayerGraph graph, GraphTensor value) => graph.Add("Mul", value, graph.Add("Sigmoid", value));

    /// <summary><c>relu6(x + 3) / 6</c>, of Keras 3.</summary>
    public static GraphTensor HardSigmoid(LayerGraph graph, GraphTensor value) => graph.WithNumber("Mul", graph.Add("Relu6", graph.WithNumber("AddV2", value, 3)), 1.0 / 6);

    // clip(0.2 x + 0.5, 0, 1), of Keras 1 and 2.
    private static GraphTensor OldHardSigmoid(LayerGraph graph, GraphTensor value) => graph.Add(
        "ClipByValue", graph.WithNumber("AddV2", graph.WithNumber("Mul", value, 0.2), 0.5), graph.Scalar(0, value.DataType), graph.Scalar(1, value.DataType));

    private static GraphTensor WithAxisLast(LayerGraph graph, GraphTensor value, int axis, Func<GraphTensor, GraphTensor> function)
    {
        int rank = value.Rank;
        int counted = Axes.Counted(axis, rank);
        int last = rank - 1;
        int[] order = [.. Enumerable.Range(0, rank).Select(i => i == counted ? last : i == last ? counted : i)];
        return graph.Transpose(function(graph.Transpose(value, order)), order);
    }
}
