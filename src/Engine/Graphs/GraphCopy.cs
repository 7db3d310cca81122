namespace TypedModels.Engine.Graphs;

/// <summary>A copy of a graph, for passes to rewrite while the original stays as it is.</summary>
internal sealed class GraphCopy
{
    private readonly Dictionary<Node, Node> _copies = [];

    /// <param name="graph">The graph, without cycles.</param>
    public GraphCopy(Graph graph)
    {
        foreach (var node in graph.InOrder().Concat(graph.Arguments))
        {
            _copies.TryAdd(node, node.Copy());
        }

        foreach (var copy in _copies.Values)
        {
            Redirect(copy.Inputs);
            for (int i = 0; i < copy.ControlInputs.Count; i++)
            {
                copy.ControlInputs[i] = _copies[copy.ControlInputs[i]];
            }
        }

        Node[] arguments = [.. graph.Arguments.Select(argument => _copies[argument])];
        Graph = graph is FunctionGraph function ? new FunctionGraph(function.Name, arguments) : new Graph(arguments);
        Graph.Results.AddRange(graph.Results);
        Redirect(Graph.Results);
        Graph.Targets.AddRange(graph.Targets.Select(target => _copies[target]));
    }

    /// <summary>The copy.</summary>
    public Graph Graph { get; }

    /// <summary>Each node of the original with its copy.</summary>
    public IReadOnlyDictionary<Node, Node> Copies => _copies;

    private void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = _copies[values[i].Node].Output(values[i].Index);
        }
    }
}
