using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Shapes;

/// <summary>The functions that a node calls, and which of its inputs they take.</summary>
/// <param name="Functions">The functions: one of them gives the node's values.</param>
/// <param name="FirstArgument">The first input that they take.</param>
/// <param name="IsLoop">Whether the values are taken again as arguments.</param>
internal sealed record FunctionCall(IReadOnlyList<FunctionReference> Functions, int FirstArgument, bool IsLoop)
{
    /// <summary>The call that a node is, or null.</summary>
    /// <param name="node">The node.</param>
    /// <param name="attributes">The node's attributes.</param>
    /// <param name="graph">The graph with its functions.</param>
    public static FunctionCall? Of(GraphNode node, AttributeMap attributes, GraphDocument graph)
    {
        return node.Operation switch
        {
            "PartitionedCall" or "StatefulPartitionedCall" => new(Named("f"), 0, false),
            "If" or "StatelessIf" => new([.. Named("then_branch"), .. Named("else_branch")], 1, false),
            "Case" or "StatelessCase" => new(Named("branches"), 1, false),
            "While" or "StatelessWhile" => new(Named("body"), 0, true),
            _ => graph.Function(node.Operation) is null ? null : new([FunctionReference.Of(node.Operation, attributes)], 0, false),
        };

        FunctionReference[] Named(string attribute) => [.. node.FindAttribute(attribute)?.Functions ?? []];
    }
}
