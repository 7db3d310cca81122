using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Gives reshapes of which one length alone is computed in the call, mostly the batch, a known shape: that length follows from the others, and need not be computed.</summary>
internal static class SimplifyReshapes
{
    private const int Inferred = -1;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            return;
        }

        foreach (var node in graph.InOrder())
        {
            if (node.Operation == "Reshape" && node.Form is null && Shape(node.Inputs[1].Node) is { } lengths)
            {
                node.Inputs[1] = Node.OfConstant(node.Inputs[1].Node.Name, Tensor.CreateShared<int>(DataType.Int32, new Shape(lengths.Length), lengths)).Output(0);
            }
        }
    }

    private static int[]? Shape(Node pack)
    {
        if (pack is not { Operation: "Pack", ControlInputs.Count: 0, OutputTypes: [DataType.Int32], Inputs.Count: > 0 and <= Memory.Shape.MaxRank })
        {
            return null;
        }

        var lengths = new int[pack.Inputs.Count];
        int open = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (pack.Inputs[i].Constant is not { } constant)
            {
                // A length that is a scalar, as all packed into a vector are.
                lengths[i] = Inferred;
                open++;
            }
            else if (constant is { Rank: 0 } && constant.Integer(0) > 0)
            {
                lengths[i] = (int)constant.Integer(0);
            }
            else
            {
                return null;
            }
        }

        return open == 1 && KnownShapes.Of(pack.Output(0)).Rank == 1 ? lengths : null;
    }
}
