using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Leaves out arithmetic that changes nothing: times or divided by one, plus or minus zero, a conversion to the type that a value has, axes put in the order they have.</summary>
internal static class SkipArithmetic
{
    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            return;
        }

        var replaced = new Dictionary<NodeOutput, NodeOutput>();
        foreach (var node in graph.InOrder())
        {
            Redirect(node.Inputs, replaced);
            if (node.ControlInputs.Count == 0 && Unchanged(node) is { } value)
            {
                replaced.Add(node.Output(0), value);
            }
        }

        Redirect(graph.Results, replaced);
    }

    private static NodeOutput? Unchanged(Node node)
    {
        switch (node.Operation)
        {
            case "Mul":
                return Is(node.Inputs[1], 1) ? node.Inputs[0] : Is(node.Inputs[0], 1) ? node.Inputs[1] : null;
            case "RealDiv" or "Div" when Is(node.Inputs[1], 1):
                return node.Inputs[0];
            case "Sub" when Is(node.Inputs[1], 0):
                return node.Inputs[0];
            case "Add" or "AddV2" when node.OutputTypes[0] != DataType.String:
                return Is(node.Inputs[1], 0) ? node.Inputs[0] : Is(node.Inputs[0], 0) ? node.Inputs[1] : null;
            case "Cast" when node.Inputs[0].Type == node.OutputTypes[0]:
                return node.Inputs[0];
            case "Transpose" when node.Inputs[1].Constant is { Rank: 1 } order && IsInOrder(order):
                return node.Inputs[0];
            default:
                return null;
        }
    }

    private static bool IsInOrder(Tensor order)
    {
        for (int axis = 0; axis < order.Count; axis++)
        {
            if (order.Integer(axis) != axis)
            {
                return false;
            }
        }

        return true;
    }

    // A scalar: one with axes may give the result more of them.
    private static bool Is(NodeOutput value, int number) => value.Constant is { Rank: 0 } constant && constant.Type switch
    {
        DataType.Float or DataType.Double => Factors.Scalar(value) == number,
        DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 or DataType.UInt8 or DataType.UInt16 or DataType.UInt32 => constant.Integer(0) == number,
        _ => false,
    };

    private static void Redirect(List<NodeOutput> values, Dictionary<NodeOutput, NodeOutput> replaced)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = replaced.GetValueOrDefault(values[i], values[i]);
        }
    }
}
