using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>Nodes of equations in any order of their operands.</summary>
internal static class Pattern
{
    /// <summary>The two operands of a sum as they are and the other way round; none where it is no sum.</summary>
    public static IEnumerable<(NodeOutput First, NodeOutput Second)> Terms(NodeOutput value) => Orders(value.Node, value.Node.Operation is "Add" or "AddV2");

    /// <summary>The two operands of a product of elements as they are and the other way round; none where it is no such product.</summary>
    public static IEnumerable<(NodeOutput First, NodeOutput Second)> Factors(NodeOutput value) => Orders(value.Node, value.Node.Operation is "Mul");

    /// <summary>What a function is computed of, or null where a value is something else.</summary>
    public static NodeOutput? Of(NodeOutput value, string function) => value.Node is { ControlInputs.Count: 0 } node && node.Operation == function && value.Type == DataType.Float ? node.Inputs[0] : null;

    private static (NodeOutput First, NodeOutput Second)[] Orders(Node node, bool fits) =>
        fits && node is { ControlInputs.Count: 0, OutputTypes: [DataType.Float] } ? [(node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0])] : [];
}
