using TypedModels.Formats.Extraction;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Variables;

/// <summary>Finds the variables that an answer needs, so that nothing else must be in a checkpoint.</summary>
internal static class ReachedVariables
{
    /// <summary>The variables of <paramref name="list"/> that <paramref name="targets"/> (tensors or operations) read or write when <paramref name="fed"/> is fed, in the list's order.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static IReadOnlyList<GraphVariable> Of(MetaGraphDocument metaGraph, VariableList list, IEnumerable<string> targets, IEnumerable<string> fed)
    {
        var reached = new OperationCounts();
        ReachedOperations.From(metaGraph.Graph, targets, fed, reached);
        return [.. list.Variables.Where(variable =>
        {
            var nodes = variable.Function is { } function ? metaGraph.Graph.Function(function)!.Nodes : metaGraph.Graph.Nodes;
            return reached.Contains(nodes, nodes.IndexOf(variable.Node));
        })];
    }
}
