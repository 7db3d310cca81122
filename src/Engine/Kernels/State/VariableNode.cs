using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Kernels.State;

/// <summary>What a graph says of one of its variables.</summary>
/// <param name="Name">The name under which it is shared within a loaded model.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape that the graph declares.</param>
/// <param name="KeepsShape">Whether no value may have another shape: that of a reference variable.</param>
internal sealed record VariableNode(string Name, DataType Type, TensorShape Shape, bool KeepsShape)
{
    /// <summary>Whether nodes of an operation stand for variables.</summary>
    public static bool IsVariable(string operation) => operation is "VarHandleOp" or "VariableV2" or "Variable";

    /// <summary>Whether nodes of a graph, those of its functions aside, stand for variables.</summary>
    public static bool AreIn(GraphDocument graph) => graph.Nodes.ContainsOperation("VarHandleOp", "VariableV2", "Variable");

    /// <summary>What a node says.</summary>
    /// <param name="operation">Its type of operation.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="node">Its name.</param>
    /// <exception cref="OperationException">It does not say what the variable's elements are.</exception>
    public static VariableNode Of(string operation, NodeAttributes attributes, string node)
    {
        var type = attributes.FindType("dtype") ?? throw OperationException.InvalidArgument($"The attribute 'dtype' of the variable '{node}' is missing.");
        var shape = attributes.Find("shape")?.Shape ?? TensorShape.Unknown;
        // Early files say the shape of a scalar where they mean any (tensorflow/core/ops/state_ops.cc).
        shape = operation == "Variable" && shape.IsScalar ? TensorShape.Unknown : shape;
        return new VariableNode(VariableName.Of(attributes, node), type, shape, KeepsShape: operation != "VarHandleOp");
    }

    /// <summary>What a node of a file says.</summary>
    /// <exception cref="OperationException">There is no such variable.</exception>
    public static VariableNode Find(GraphDocument graph, string name)
    {
        if (graph.Nodes.IndexOf(name) is not (>= 0 and var index) || graph.Nodes[index] is not { } node || !IsVariable(node.Operation))
        {
            throw OperationException.InvalidArgument($"the graph has no variable '{name}'.");
        }

        return Of(node.Operation, new NodeAttributes(node.Attributes, OperationTable.Find(node.Operation)?.Defaults, null), node.Name);
    }

    /// <summary>The variable, made when it is first asked for.</summary>
    public Variable In(SessionResources resources) => resources.GetOrAdd(Name, name => new Variable(name, Type) { DeclaredShape = FixedShape(), Budget = resources.Budget });

    /// <summary>Whether a value of a shape is one that the graph declares.</summary>
    public bool Fits(ReadOnlySpan<long> lengths)
    {
        if (Shape.HasRank && Shape.Rank != lengths.Length)
        {
            return false;
        }

        for (int axis = 0; Shape.HasRank && axis < lengths.Length; axis++)
        {
            if (Shape.Dimensions[axis] is var declared && declared != TensorShape.UnknownDimension && declared != lengths[axis])
            {
                return false;
            }
        }

        return true;
    }

    private Shape? FixedShape() => KeepsShape && Shape.IsFullyKnown ? Memory.Shape.From(Shape.Dimensions.AsSpan()) : null;
}
