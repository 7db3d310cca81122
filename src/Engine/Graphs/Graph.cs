namespace TypedModels.Engine.Graphs;

/// <summary>Operations and what is wanted of them: what one signature, one function or one initialiser reaches.</summary>
/// <param name="arguments">The nodes of its arguments.</param>
internal class Graph(IReadOnlyList<Node> arguments)
{
    private static readonly HashSet<string> s_dataflow = new(StringComparer.Ordinal)
    {
        "Switch", "RefSwitch", "Merge", "RefMerge", "Enter", "RefEnter", "Exit", "RefExit", "NextIteration", "RefNextIteration",
    };

    /// <summary>The nodes of the arguments, in order.</summary>
    public IReadOnlyList<Node> Arguments { get; } = arguments;

    /// <summary>The values that are wanted, in order. A value may be wanted twice.</summary>
    public List<NodeOutput> Results { get; } = [];

    /// <summary>The nodes that run although no result needs them.</summary>
    public List<Node> Targets { get; } = [];

    /// <summary>Whether it has the control flow of TensorFlow 1, where values may never come and edges form loops.</summary>
    public bool HasDataflow => InOrder().Any(node => s_dataflow.Contains(node.Operation));

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
        var order = new List<Node>();
        var seen = new HashSet<Node>();
        var path = new Stack<(Node Node, int Next)>();
        foreach (var node in Results.Select(result => result.Node).Concat(Targets))
        {
            Visit(node);
        }

        return order;

        void Visit(Node root)
        {
            if (seen.Add(root))
            {
                path.Push((root, 0));
            }

            while (path.TryPop(out var place))
            {
                var (node, next) = place;
                int inputs = node.Inputs.Count;
                if (next == inputs + node.ControlInputs.Count)
                {
                    order.Add(node);
                    continue;
                }

                path.Push((node, next + 1));
                var needed = next < inputs ? node.Inputs[next].Node : node.ControlInputs[next - inputs];
                if (seen.Add(needed))
                {
                    path.Push((needed, 0));
                }
            }
        }
    }
}
