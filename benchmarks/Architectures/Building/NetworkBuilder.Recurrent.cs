using TypedModels.Architectures.Onnx;
using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>An LSTM over a sequence, in TensorFlow a loop over its steps: the output of the last step.</summary>
    public NetworkTensor LongShortTermMemory(NetworkTensor input, int units)
    {
        var weights = new CellWeights(_weights, input.Channels, units, 4, 1);
        GraphTensor[] constants = [.. weights.InOrder(Constant)];
        var (last, _) = Loop(input, units, 2, constants, (graph, x, states, given) =>
        {
            var sum = graph.Add("AddV2", graph.Add("MatMul", x, given[0]), graph.Add("MatMul", states[0], given[1]));
            var gates = Gates(graph, graph.Add("BiasAdd", sum, given[2]), 4);
            var kept = graph.Add("Mul", graph.Add("Sigmoid", gates[1]), states[1]);
            var cell = graph.Add("AddV2", kept, graph.Add("Mul", graph.Add("Sigmoid", gates[0]), graph.Add("Tanh", gates[2])));
            return [graph.Add("Mul", graph.Add("Sigmoid", gates[3]), graph.Add("Tanh", cell)), cell];
        });

        // ONNX has the gates as i, o, f, c.
        string[] onnx = Recurrent("LSTM", input, weights, [0, 3, 1, 2]).With("hidden_size", units).Outputs(2);
        return new NetworkTensor(last, _onnx.NodeOver("Squeeze", onnx[1], "axes", 0).Output(), false);
    }

    /// <summary>A GRU over a sequence, in TensorFlow a loop over its steps: the outputs of all steps.</summary>
    public NetworkTensor GatedUnits(NetworkTensor input, int units)
    {
        var weights = new CellWeights(_weights, input.Channels, units, 3, 2);
        GraphTensor[] constants = [.. weights.InOrder(Constant)];
        var (_, all) = Loop(input, units, 1, constants, (graph, x, states, given) =>
        {
            var from = Gates(graph, graph.Add("BiasAdd", graph.Add("MatMul", x, given[0]), given[2]), 3);
            var before = Gates(graph, graph.Add("BiasAdd", graph.Add("MatMul", states[0], given[1]), given[3]), 3);
            var update = graph.Add("Sigmoid", graph.Add("AddV2", from[0], before[0]));
            var reset = graph.Add("Sigmoid", graph.Add("AddV2", from[1], before[1]));
            var fresh = graph.Add("Tanh", graph.Add("AddV2", from[2], graph.Add("Mul", reset, before[2])));
            var rest = graph.Add("Sub", graph.Scalar(1, DataType.Float), update);
            return [graph.Add("AddV2", graph.Add("Mul", update, states[0]), graph.Add("Mul", rest, fresh))];
        });

        string[] onnx = Recurrent("GRU", input, weights, [0, 1, 2]).With("hidden_size", units).With("linear_before_reset", 1).Outputs(2);
        return new NetworkTensor(_graph.Transpose(all, 1, 0, 2), Moved(_onnx.NodeOver("Squeeze", onnx[0], "axes", 1).Output(), [1, 0, 2]), false);
    }

    private (GraphTensor Last, GraphTensor All) Loop(
        NetworkTensor input, int units, int states, GraphTensor[] weights, Func<LayerGraph, GraphTensor, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>> step)
    {
        var steps = _graph.Transpose(ChannelsLast(input).Graph, 1, 0, 2);
        var count = _graph.LengthOf(steps, 0);
        var zeros = _graph.Fill([_graph.LengthOf(input.Graph, 0), _graph.Integer(units)], _graph.Scalar(0, DataType.Float));
        var itemShape = new TensorShape(steps.Shape.Dimensions.AsSpan()[1..]);
        GraphTensor[] before = [_graph.Integer(0), _graph.NewList(zeros, count), .. Enumerable.Repeat(zeros, states)];
        var after = _graph.While(
            before,
            [count, _graph.ListOf(steps), .. weights],
            (graph, values, given) => graph.Add("Less", values[0], given[0]),
            (graph, values, given) =>
            {
                var x = graph.ItemOf(given[1], values[0], DataType.Float, itemShape);
                var next = step(graph, x, [.. values.Skip(2)], [.. given.Skip(2)]);
                return [graph.Add("AddV2", values[0], graph.Integer(1)), graph.WithItem(values[1], values[0], next[0]), .. next];
            });
        return (after[2], _graph.Stack(after[1], zeros, steps.Length(0)));
    }

    private OnnxNode Recurrent(string operation, NetworkTensor input, CellWeights weights, int[] gates)
    {
        var (kernel, recurrent, bias) = weights.ByGate(gates);
        return _onnx.Node(operation).Input(
            Moved(ChannelsLast(input).Onnx, [1, 0, 2]),
            _onnx.Weights(kernel, 1, gates.Length * weights.Units, weights.Channels),
            _onnx.Weights(recurrent, 1, gates.Length * weights.Units, weights.Units),
            _onnx.Weights(bias, 1, 2 * gates.Length * weights.Units));
    }

    private static IReadOnlyList<GraphTensor> Gates(LayerGraph graph, GraphTensor value, int count) =>
        graph.Node("Split").Input(graph.Integer(1)).Input(value).With("num_split", (long)count).Outputs();
}
