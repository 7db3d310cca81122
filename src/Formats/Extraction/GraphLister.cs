using System.Globalization;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Graphs;

namespace TypedModels.Formats.Extraction;

/// <summary>Lists the nodes of a model's graphs, for the signatures that code declares.</summary>
internal static class GraphLister
{
    /// <summary>The list of a model's graphs.</summary>
    /// <param name="file">The model; null when it could not be read: the list is empty then.</param>
    /// <param name="path">The model's path as contracts state it.</param>
    /// <param name="checkpoints">The checkpoints that go with the model, relative to its folder, with forward slashes.</param>
    /// <exception cref="ModelFormatException">A graph is damaged.</exception>
    public static GraphListDocument List(ModelFile? file, string path, IEnumerable<string> checkpoints) => new()
    {
        Path = path,
        Checkpoints = checkpoints.Distinct(StringComparer.Ordinal).OrderBy(checkpoint => checkpoint, StringComparer.Ordinal).ToValueList(),
        Graphs = file is null ? [] : [.. ContractExtractor.TagSetsOf(file).Select(List)],
    };

    /// <summary>The list of one graph, with functions in the place of the calls that lead to its signatures' outputs.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static GraphList List(MetaGraphDocument metaGraph)
    {
        var graph = GraphNodes.Of(metaGraph);
        var functions = new Dictionary<string, string>(StringComparer.Ordinal);

        // TensorFlow numbers functions anew at each export: under numbers of our own a graph that did not change has the same list.
        string NameOf(string function)
        {
            if (!functions.TryGetValue(function, out string? name))
            {
                functions.Add(function, name = "f" + (functions.Count + 1).ToString(CultureInfo.InvariantCulture));
            }

            return name;
        }

        var nodes = new List<GraphNode>();
        foreach (string name in graph.Names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal))
        {
            var node = graph.Find(name)!;
            nodes.Add(node with { Operation = node.Functions.Contains(node.Operation) ? NameOf(node.Operation) : node.Operation, Functions = node.Functions.Select(NameOf).ToValueList() });
        }

        return new GraphList(metaGraph.Tags.ToValueList(), nodes, functions.Select(function => new KeyValuePair<string, ValueList<string>>(function.Value, graph.OperationsOf(function.Key).ToValueList())));
    }
}
