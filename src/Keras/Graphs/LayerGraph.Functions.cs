using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Shapes;
using TypedModels.Formats.Transforms;

namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>Adds a loop.</summary>
    /// <param name="state">What goes from one round to the next, as it is before the first.</param>
    /// <param name="constants">What the rounds read and none changes.</param>
    /// <param name="condition">Adds to the function of the condition whether a further round is made: a scalar of bool. Given the state and the constants.</param>
    /// <param name="body">Adds a round to the function of the body, and gives the state after it: the same types and shapes as before.</param>
    /// <returns>The state after the last round.</returns>
    public IReadOnlyList<GraphTensor> While(
        IReadOnlyList<GraphTensor> state,
        IReadOnlyList<GraphTensor> constants,
        Func<LayerGraph, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>, GraphTensor> condition,
        Func<LayerGraph, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>> body)
    {
        GraphTensor[] all = [.. state, .. constants];
        string conditionName = AddFunction("while_cond", all, (graph, arguments) => [condition(graph, arguments.Take(state.Count).ToArray(), arguments.Skip(state.Count).ToArray())]);
        string bodyName = AddFunction("while_body", all, (graph, arguments) =>
        {
            var kept = arguments.Skip(state.Count).ToArray();
            return [.. body(graph, arguments.Take(state.Count).ToArray(), kept), .. kept];
        });
        var shapes = all.Select(tensor => tensor.Shape).ToArray();
        var results = Node("StatelessWhile").Input(all)
            .With("cond", AttributeWriter.Function(conditionName))
            .With("body", AttributeWriter.Function(bodyName))
            .With("output_shapes", AttributeWriter.Shapes(shapes))
            .Outputs();
        return [.. results.Take(state.Count).Select((result, index) => result with { Facts = result.Facts.And(InferredShape.Of(shapes[index])) })];
    }

    private string AddFunction(string kind, IReadOnlyList<GraphTensor> arguments, Func<LayerGraph, IReadOnlyList<GraphTensor>, IReadOnlyList<GraphTensor>> build)
    {
        var inner = new LayerGraph(this);
        // Elements that are known before the loop are not known in it.
        var taken = arguments.Select((argument, index) => new GraphTensor(inner.Names.Take(FormattableString.Invariant($"argument_{index}")), argument.DataType, new ValueFacts(argument.Facts.Shape) { Held = argument.Facts.Held })).ToArray();
        var results = build(inner, taken).Select((tensor, index) => (FormattableString.Invariant($"result_{index}"), tensor)).ToArray();
        string name = _functions.NextName(kind);
        _functions.Add(name, taken.Select(argument => (argument.Name, argument.DataType)), results, inner.NodeMessages());
        return name;
    }

    private List<ReadOnlyMemory<byte>> NodeMessages()
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        var reader = new WireReader(_nodes.Written, "GraphDef");
        while (reader.Next())
        {
            messages.Add(reader.Bytes());
        }

        return messages;
    }
}
