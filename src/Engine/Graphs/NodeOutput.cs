using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Graphs;

/// <summary>A value in a graph.</summary>
/// <param name="Node">The node that gives it.</param>
/// <param name="Index">Its position among the node's values.</param>
internal readonly record struct NodeOutput(Node Node, int Index)
{
    /// <summary>The type of its elements.</summary>
    public DataType Type => Node.OutputTypes[Index];

    /// <summary>The value where it is known, else null.</summary>
    public Tensor? Constant => Node.Constant;
}
