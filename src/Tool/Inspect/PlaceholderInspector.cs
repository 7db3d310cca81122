using TypedModels.Formats.Extraction;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Tool.Inspect;

/// <summary>Finds the tensors of a graph that are made to be fed: what a graph without signatures has in their place.</summary>
internal static class PlaceholderInspector
{
    /// <summary>The placeholders, in the graph's order.</summary>
    public static IReadOnlyList<ArgumentInspection> Inspect(MetaGraphDocument graph)
    {
        var nodes = GraphNodes.Of(graph);
        return [.. graph.Graph.Nodes
            .Where(node => node.Operation is "Placeholder" or "PlaceholderV2" or "PlaceholderWithDefault")
            .Select(node => nodes.Find(node.Name))
            .Where(node => node is { Outputs.Count: > 0 })
            .Select(node => new ArgumentInspection
            {
                Key = node!.Name + ":0",
                Dtype = node.Outputs[0].DataType.ToWord(),
                Shape = ShapeInspector.Inspect(node.Outputs[0].Shape),
                Encoding = "dense",
                Default = node.Default?.ToString(),
            })];
    }
}
