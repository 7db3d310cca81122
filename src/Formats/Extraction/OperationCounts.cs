using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Extraction;

/// <summary>Counts the nodes that walks over a graph reach, by type of operation. A node counts once, however many walks reach it.</summary>
internal sealed class OperationCounts
{
    private readonly HashSet<(NodeTable Nodes, int Index)> _counted = [];
    private readonly SortedDictionary<string, int> _byType = new(StringComparer.Ordinal);

    /// <summary>The number of nodes of each type, in ordinal order of the types.</summary>
    public IReadOnlyDictionary<string, int> ByType => _byType;

    /// <summary>The names of the nodes of a type, in ordinal order; nodes of functions have the names that they have there.</summary>
    public IReadOnlyList<string> NodesOf(string type) =>
        [.. _counted.Select(place => place.Nodes[place.Index]).Where(node => node.Operation == type).Select(node => node.Name).Distinct().OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>Whether the node at <paramref name="index"/> of a graph or function was reached.</summary>
    public bool Contains(NodeTable nodes, int index) => _counted.Contains((nodes, index));

    /// <summary>Counts the node at <paramref name="index"/> of a graph or function.</summary>
    internal void Add(NodeTable nodes, int index, string type)
    {
        if (_counted.Add((nodes, index)))
        {
            _byType[type] = _byType.TryGetValue(type, out int count) ? count + 1 : 1;
        }
    }
}
