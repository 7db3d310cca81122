using TypedModels.Engine.Kernels.State;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Loading;

/// <summary>A variable of another loaded model that a model is loaded to share.</summary>
/// <param name="Node">The variable's node in the graph of the model that is loaded.</param>
/// <param name="Owner">The other model's name.</param>
/// <param name="OwnersNode">The variable's node in its graph.</param>
/// <param name="Variable">The variable.</param>
internal sealed record BorrowedVariable(string Node, string Owner, string OwnersNode, Variable Variable)
{
    /// <summary>What the graph of the model that is loaded says of the variable.</summary>
    /// <exception cref="OperationException">It has none of the kind.</exception>
    public VariableNode FindIn(GraphDocument graph)
    {
        var shape = Variable.ValueShape ?? throw OperationException.InvalidArgument($"it is to share {Owner}'s variable '{OwnersNode}', which has no value.");
        var node = VariableNode.Find(graph, Node);
        return node.Type == Variable.Type && node.Fits(Array.ConvertAll(shape.Lengths.ToArray(), length => (long)length))
            ? node
            : throw OperationException.InvalidArgument(
                $"its variable '{Node}' is {node.Type.ToWord()} {node.Shape}, and {Owner}'s variable '{OwnersNode}', which it is to share, is {Variable.Type.ToWord()} {shape}.");
    }
}
