namespace TypedModels.Graphs;

/// <summary>What some outputs need when some tensors are fed: the operations that run, and the placeholders that nobody feeds.</summary>
internal sealed class NeededNodes
{
    private readonly SortedSet<string> _operations = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _placeholders = new(StringComparer.Ordinal);

    private NeededNodes()
    {
    }

    /// <summary>The types of operations, in ordinal order.</summary>
    public IReadOnlyCollection<string> Operations => _operations;

    /// <summary>The placeholders that are not fed, in ordinal order.</summary>
    public IReadOnlyCollection<string> Placeholders => _placeholders;

    /// <summary>Follows what <paramref name="fetched"/> reads and waits for; what is fed cuts the graph.</summary>
    public static NeededNodes Of(IGraphNodes graph, IEnumerable<TensorReference> fetched, IEnumerable<TensorReference> fed)
    {
        var needed = new NeededNodes();
        var cut = new HashSet<TensorReference>(fed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(fetched.Where(tensor => !cut.Contains(tensor)).Select(tensor => tensor.Node));
        while (pending.Count > 0)
        {
            string name = pending.Pop();
            if (!seen.Add(name) || graph.Find(name) is not { } node)
            {
                continue;
            }

            needed.Add(graph, node);
            foreach (string input in node.Inputs)
            {
                if (input.Length > 0 && input[0] == '^')
                {
                    pending.Push(input.Substring(1));
                }
                else if (TensorReference.TryParse(input) is { } tensor && !cut.Contains(tensor))
                {
                    pending.Push(tensor.Node);
                }
            }
        }

        return needed;
    }

    private void Add(IGraphNodes graph, GraphNode node)
    {
        if (!node.Functions.Contains(node.Operation))
        {
            _operations.Add(node.Operation); // Else it calls a function by that name.
        }

        foreach (string function in node.Functions)
        {
            _operations.UnionWith(graph.OperationsOf(function));
        }

        if (node.Operation is "Placeholder" or "PlaceholderV2")
        {
            _placeholders.Add(node.Name);
        }
    }
}
