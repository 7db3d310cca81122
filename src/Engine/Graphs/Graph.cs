namespace TypedModels.Engine.Graphs;

/// <summary>Operations and what is wanted of them: what one signature, one function or one initialiser reaches.</summary>
/// <param name="arguments">The nodes of its arguments.</param>
internal class Graph(IReadOnlyList<Node> arguments)
{
    private static readonly HashSet<string> s_dataflow = new(StringComparer.Ordinal)
    {
        "Switch", "RefSwitch", "Merge", "RefMerge", "Enter", "RefEnter", "Exit", "RefExit", "NextIteration", "RefNextIteration",
    };

    // Each walk over nodes has a number of its own, which the nodes that it has met bear: every pass walks at least once.
    private static long s_walks;

    private int _count;

    /// <summary>The nodes of the arguments, in order.</summary>
    public IReadOnlyList<Node> Arguments { get; } = arguments;

    /// <summary>The values that are wanted, in order. A value may be wanted twice.</summary>
    public List<NodeOutput> Results { get; } = [];

    /// <summary>The nodes that run although no result needs them.</summary>
    public List<Node> Targets { get; } = [];

    /// <summary>Whether it has the control flow of TensorFlow 1, where values may never come and edges form loops.</summary>
    public bool HasDataflow => InOrder().Exists(node => s_dataflow.Contains(node.Operation));

    /// <summary>The nodes that results and targets need, and those of all functions that they run.</summary>
    public IEnumerable<Node> AllNodes()
    {
        var seen = new HashSet<Graph>();
        var pending = new Stack<Graph>([this]);
        while (pending.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var node in next.InOrder())
                {
                    yield return node;
                    foreach (var function in node.Functions?.Values.SelectMany(list => list) ?? [])
                    {
                        pending.Push(function);
                    }
                }
            }
        }
    }

    /// <summary>The nodes that results and targets need, each after those it needs itself; along cycles of TensorFlow 1's loops, after as many of them as there can be.</summary>
    public List<Node> InOrder()
    {
        var order = new List<Node>(_count);
        var path = new Stack<Node>();
        long walk = Interlocked.Increment(ref s_walks);
        foreach (var result in Results)
        {
            Visit(result.Node, walk, path, order);
        }

        foreach (var target in Targets)
        {
            Visit(target, walk, path, order);
        }

        _count = order.Count;
        return order;
    }

    private static void Visit(Node root, long walk, Stack<Node> path, List<Node> order)
    {
        if (root.Enter(walk))
        {
            path.Push(root);
        }

        while (path.TryPeek(out var node))
        {
            if (node.NextNeeded() is not { } needed)
            {
                order.Add(path.Pop());
            }
            else if (needed.Enter(walk))
            {
                path.Push(needed);
            }
        }
    }
}
