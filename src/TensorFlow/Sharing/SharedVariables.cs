using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Loading;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>Compares the variables of two models that are to be the same.</summary>
internal static class SharedVariables
{
    /// <summary>Makes sure that variables of a graph can be the owner's.</summary>
    /// <exception cref="ModelLoadException">One is missing on either side, or differs.</exception>
    public static void Check(GraphDocument graph, IReadOnlyList<SharedVariable> shared, GraphPart owner, LoadError error)
    {
        foreach (var variable in shared)
        {
            var own = Find(graph, variable.Node) ?? throw Error($"the variable '{variable.Node}', which it shares with another model, is not in its graph");
            var other = owner.Variables.Find(variable.OwnersNode)
                ?? throw Error($"the variable '{variable.Node}' is to be '{variable.OwnersNode}' of another model, which has no such variable");
            if (own.DataType != other.DataType || !Shapes.AreCompatible(own.Shape, other.Shape))
            {
                throw Error($"the variable '{own.Node}' is {Describe(own)}, and '{other.Node}' of the model that it shares it with is {Describe(other)}");
            }

            if (own.IsResource != other.IsResource)
            {
                throw Error($"the variable '{own.Node}' is a {Kind(own)}, and '{other.Node}' of the model that it shares it with is a {Kind(other)}");
            }
        }

        ModelLoadException Error(string problem) => error.Sharing(problem);
    }

    private static EngineVariable? Find(GraphDocument graph, string name)
    {
        if (graph.Nodes.IndexOf(name) is not (>= 0 and var index) || graph.Nodes[index] is not { Operation: "VarHandleOp" or "Variable" or "VariableV2" } node)
        {
            return null;
        }

        return new EngineVariable(name, node.Attributes["dtype"]?.Type ?? DataType.Invalid, node.Attributes["shape"]?.Shape ?? TensorShape.Unknown, node.Operation == "VarHandleOp");
    }

    private static string Describe(EngineVariable variable) => $"{variable.DataType.ToWord()} {variable.Shape}";

    private static string Kind(EngineVariable variable) => variable.IsResource ? "resource (TensorFlow 2)" : "reference (TensorFlow 1)";
}
