using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>Which nodes of a graph read each value, and which are waited for.</summary>
internal sealed class Readers
{
    private readonly Dictionary<NodeOutput, List<Node>> _readers = [];
    private readonly HashSet<Node> _awaited = [];

    /// <param name="graph">The graph.</param>
    /// <param name="order">Its nodes.</param>
    public Readers(Graph graph, IEnumerable<Node> order)
    {
        foreach (var node in order)
        {
            foreach (var input in node.Inputs)
            {
                this[input].Add(node);
            }

            _awaited.UnionWith(node.ControlInputs);
        }

        // A result is read twice, so to say: by its node and by the caller.
        foreach (var result in graph.Results)
        {
            this[result].AddRange([result.Node, result.Node]);
        }

        _awaited.UnionWith(graph.Targets);
    }

    /// <summary>The nodes that read a value, each as often as it does.</summary>
    public List<Node> this[NodeOutput value]
    {
        get
        {
            if (!_readers.TryGetValue(value, out var readers))
            {
                _readers.Add(value, readers = []);
            }

            return readers;
        }
    }

    /// <summary>Whether others wait for a node, or it runs though nothing reads it.</summary>
    public bool IsAwaited(Node node) => _awaited.Contains(node);
}
