using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Tool.Inspect;

/// <summary>Finds the tensors of a graph that are made to be fed: what a graph without signatures has in their place.</summary>
internal static class PlaceholderInspector
{
    /// <summary>The placeholders, in the graph's order, without those that savers are fed the paths of files by.</summary>
    public static IReadOnlyList<ArgumentInspection> Inspect(MetaGraphDocument graph)
    {
        var described = GraphNodes.Of(graph);
        var paths = FindPaths(graph.Graph.Nodes);
        return [.. graph.Graph.Nodes
            .Where(node => node.Operation is "Placeholder" or "PlaceholderV2" or "PlaceholderWithDefault" && !paths.Contains(node.Name))
            .Select(node => described.Find(node.Name))
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

    // The first input of what saves and restores is the path of the checkpoint.
    private static HashSet<string> FindPaths(NodeTable nodes)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>(nodes.Where(node => node.Operation is "SaveV2" or "RestoreV2" or "SaveSlices" or "RestoreSlice" && node.Inputs.Count > 0).Select(node => node.Inputs[0]));
        while (left.TryPop(out string? input))
        {
            if (TensorName.TryParse(input) is { } tensor && nodes.IndexOf(tensor.Node) is >= 0 and var index && found.Add(tensor.Node))
            {
                foreach (string further in nodes[index].Inputs)
                {
                    left.Push(further);
                }
            }
        }

        return found;
    }
}
