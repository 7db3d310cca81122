namespace TypedModels.Graphs;

/// <summary>
/// The list of a model's graphs that a build writes beside its contract, for signatures that the code declares: what a <c>.tfgraph</c> file says; the grammar is in
/// <c>docs/contract-format.md</c>.
/// </summary>
internal sealed class GraphListDocument
{
    /// <summary>Where the model lies, relative to the project, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The checkpoints that lie beside the model, relative to its folder.</summary>
    public ValueList<string> Checkpoints { get; init; }

    /// <summary>The graphs, one for each tag set.</summary>
    public required IReadOnlyList<GraphList> Graphs { get; init; }
}

/// <summary>The nodes of one graph.</summary>
internal sealed class GraphList : IGraphNodes
{
    private readonly Dictionary<string, GraphNode> _nodes;
    private readonly Dictionary<string, ValueList<string>> _functions;

    /// <param name="tags">The tags that select the graph, in ordinal order.</param>
    /// <param name="nodes">Its nodes; of those with one name the first counts.</param>
    /// <param name="functions">The types of operations in each function that nodes run, those of the functions that it names itself included.</param>
    public GraphList(ValueList<string> tags, IEnumerable<GraphNode> nodes, IEnumerable<KeyValuePair<string, ValueList<string>>> functions)
    {
        Tags = tags;
        _nodes = nodes.GroupBy(node => node.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        _functions = functions.ToDictionary(function => function.Key, function => function.Value, StringComparer.Ordinal);
    }

    /// <summary>The tags that select the graph, in ordinal order.</summary>
    public ValueList<string> Tags { get; }

    /// <summary>The nodes, by name.</summary>
    public IEnumerable<GraphNode> Nodes => _nodes.Values.OrderBy(node => node.Name, StringComparer.Ordinal);

    /// <summary>The operations of functions, by the functions' names.</summary>
    public IEnumerable<KeyValuePair<string, ValueList<string>>> Functions => _functions.OrderBy(function => function.Key, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<string> Names => _nodes.Keys;

    /// <inheritdoc/>
    public GraphNode? Find(string name) => _nodes.TryGetValue(name, out var node) ? node : null;

    /// <inheritdoc/>
    public IEnumerable<string> OperationsOf(string function) => _functions.TryGetValue(function, out var operations) ? operations : [];

    /// <inheritdoc/>
    public bool Inline() => false; // It was done when the list was made.
}
