using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>The functions of <c>keras.ops.nn</c>: activations, and what brings values to one size.</summary>
internal static class NetworkFunctions
{
    private const double Epsilon = 1e-7;

    // Class in keras.ops, name in TensorFlow, activation.
    private static readonly (string Class, string Function, string Activation)[] s_activations =
    [
        ("Relu", "", "relu"), ("Relu6", "relu6", "relu6"), ("Sigmoid", "sigmoid", "sigmoid"), ("Tanh", "tanh", "tanh"), ("Softplus", "softplus", "softplus"), ("Softsign", "softsign", "softsign"),
        ("Selu", "selu", "selu"), ("Silu", "silu swish", "silu"), ("HardSilu", "", "hard_silu"), ("HardTanh", "", "hard_tanh"), ("LogSigmoid", "log_sigmoid", "log_sigmoid"),
        ("SparsePlus", "", "sparse_plus"), ("SparseSigmoid", "", "sparse_sigmoid"), ("TanhShrink", "", "tanh_shrink"), ("", "exponential", "exponential"), ("", "mish", "mish"),
    ];

    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, function, activation) in s_activations)
        {
            table.Add(name, function, call => ActivationFunctions.Find(activation, KerasGeneration.Keras3)!(call.Graph, call.FloatingInput));
        }

        table.Add("HardSigmoid", "", call => ActivationFunctions.HardSigmoid(call.Graph, call.FloatingInput));
        table.Add("", "hard_sigmoid", call => ActivationFunctions.Find("hard_sigmoid", KerasGeneration.Keras2)!(call.Graph, call.Input));
        table.Add("", "linear", call => call.Input);
        table.Add("", "relu", Relu);
        table.Add("LeakyRelu", "leaky_relu", call => ActivationFunctions.LeakyRelu(call.Graph, call.FloatingInput, (float)call.Number(0.2, -1, "negative_slope", "alpha")));
        table.Add("Elu", "elu", call => ActivationFunctions.Elu(call.Graph, call.FloatingInput, call.Number(1, -1, "alpha")));
        table.Add("Celu", "", call => ActivationFunctions.Celu(call.Graph, call.FloatingInput, call.Number(1, -1, "alpha")));
        table.Add("Gelu", "gelu", call => ActivationFunctions.Gelu(call.Graph, call.FloatingInput, call.Flag(call.IsKeras3, "approximate")));
        table.Add("Glu", "", call => ActivationFunctions.Glu(call.Graph, call.FloatingInput, call.Integer(-1, -1, "axis")));
        table.Add("HardShrink", "", call => ActivationFunctions.HardShrink(call.Graph, call.FloatingInput, call.Number(0.5, -1, "threshold")));
        table.Add("SoftShrink", "", call => ActivationFunctions.SoftShrink(call.Graph, call.FloatingInput, call.Number(0.5, -1, "threshold")));
        table.Add("Threshold", "", call => ActivationFunctions.Threshold(call.Graph, call.FloatingInput, call.Number(0, -1, "threshold"), call.Number(0, -1, "default_value")));
        table.Add("Squareplus", "", call => ActivationFunctions.Squareplus(call.Graph, call.FloatingInput, call.Number(4, -1, "b")));
        table.Add("Softmax", "softmax softmax_v2", call => AlongAxis(call, ActivationFunctions.Softmax));
        table.Add("LogSoftmax", "log_softmax log_softmax_v2", call => AlongAxis(call, ActivationFunctions.LogSoftmax));
        table.Add("Sparsemax", "", call => AlongAxis(call, ActivationFunctions.Sparsemax));
        table.Add("Normalize", "", Normalise);
        table.Add("", "l2_normalize", call => call.Graph.Normalise(call.Input, call.Number(1e-12, -1, "epsilon"), [.. call.AxesOf(call.Input, "axis").Select(axis => (long)axis)]));
        table.Add("", "bias_add", call => call.Graph.Add("BiasAdd", call.Tensor(0, "value", "x"), call.Tensor(-1, "bias")));
    }

    // tf.keras.activations.relu takes what the layer ReLU takes; tf.nn.relu takes none of it.
    private static GraphTensor Relu(OperationCall call) => ActivationFunctions.Relu(
        call.Graph, call.Input, call.Number(0, -1, "negative_slope", "alpha"), call.OptionalNumber(-1, "max_value"), call.Number(0, -1, "threshold"));

    private static GraphTensor AlongAxis(OperationCall call, Func<LayerGraph, GraphTensor, int, GraphTensor> function)
    {
        var input = call.FloatingInput;
        return function(call.Graph, input, call.Integer(-1, -1, "axis"));
    }

    private static GraphTensor Normalise(OperationCall call)
    {
        var graph = call.Graph;
        var input = call.FloatingInput;
        double least = call.Number(Epsilon, -1, "epsilon");
        long[] axes = [.. Axes.Counted(call.OptionalIntegers(-1, "axis") ?? [-1], input.Rank).Select(axis => (long)axis)];
        int order = call.Integer(2, -1, "order");
        if (order == 2)
        {
            return graph.Normalise(input, least * least, axes);
        }

        if (order < 1)
        {
            throw OperationCall.Wrong("a number above 0", "order");
        }

        var sum = graph.Reduce("Sum", graph.WithNumber("Pow", graph.Add("Abs", input), order), true, axes);
        return graph.Add("RealDiv", input, graph.WithNumber("Maximum", graph.WithNumber("Pow", sum, 1.0 / order), least));
    }
}
