using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Passes;

/// <summary>Who reads the values of a graph; and puts one node in the place of several where nobody else reads what lies between.</summary>
internal sealed class GraphReaders
{
    // More nodes than any pattern has: a search that went astray ends.
    private const int MostInside = 64;

    private readonly Dictionary<NodeOutput, List<Node>> _readers = [];
    private readonly HashSet<NodeOutput> _results;
    private readonly HashSet<Node> _awaited = [];

    /// <param name="graph">The graph.</param>
    /// <param name="order">Its nodes.</param>
    public GraphReaders(Graph graph, IEnumerable<Node> order)
    {
        _results = [.. graph.Results];
        _awaited.UnionWith(graph.Targets);
        foreach (var node in order)
        {
            _awaited.UnionWith(node.ControlInputs);
            foreach (var input in node.Inputs)
            {
                Of(input).Add(node);
            }
        }
    }

    /// <summary>The only node that reads a value, once; null when there are several, none, or the value is a result.</summary>
    public Node? Only(NodeOutput value) => Of(value) is [var reader] && !_results.Contains(value) ? reader : null;

    /// <summary>Whether others wait for a node, or it runs though nothing reads it.</summary>
    public bool IsAwaited(Node node) => _awaited.Contains(node);

    /// <summary>Whether a value is read by some nodes alone, and is no result.</summary>
    public bool AreAmong(NodeOutput value, HashSet<Node> nodes) => !_results.Contains(value) && Of(value).TrueForAll(nodes.Contains);

    /// <summary>How often nodes read a value.</summary>
    public int Count(NodeOutput value) => Of(value).Count;

    /// <summary>Makes a node do what it and the nodes before it do, where nothing else reads what is between.</summary>
    /// <param name="root">The node that gives the value.</param>
    /// <param name="operation">What errors call it.</param>
    /// <param name="form">What it does from now on.</param>
    /// <param name="inputs">What it reads from now on.</param>
    /// <param name="dropped">What only the other nodes read, and may stay for others.</param>
    /// <returns>Whether that is possible.</returns>
    public bool TryReplace(Node root, string operation, FusedForm form, NodeOutput[] inputs, params ReadOnlySpan<NodeOutput> dropped)
    {
        HashSet<NodeOutput> kept = [.. inputs];
        foreach (var value in dropped)
        {
            kept.Add(value);
        }

        if (Inside(root, kept) is not { } inside)
        {
            return false;
        }

        foreach (var node in inside.Reverse())
        {
            root.Include(node, isBefore: true);
        }

        inside.Add(root);
        foreach (var node in inside)
        {
            node.Inputs.ForEach(input => Of(input).Remove(node));
        }

        root.Operation = operation;
        root.Definition = null;
        root.Form = form;
        root.Inputs.Clear();
        root.Inputs.AddRange(inputs);
        foreach (var input in inputs)
        {
            Of(input).Add(root);
        }

        return true;
    }

    private List<Node> Of(NodeOutput value)
    {
        if (!_readers.TryGetValue(value, out var readers))
        {
            _readers.Add(value, readers = []);
        }

        return readers;
    }

    /// <summary>The nodes that would be left out, or null when one of them is needed otherwise.</summary>
    private HashSet<Node>? Inside(Node root, HashSet<NodeOutput> kept)
    {
        var inside = new HashSet<Node>();
        var pending = new Stack<NodeOutput>(root.Inputs);
        while (pending.TryPop(out var value))
        {
            if (!kept.Contains(value) && value.Constant is null && inside.Add(value.Node))
            {
                if (value.Node.Inputs.Count == 0 || inside.Count > MostInside)
                {
                    return null;
                }

                value.Node.Inputs.ForEach(pending.Push);
            }
        }

        foreach (var node in inside)
        {
            if (node == root || node.ControlInputs.Count > 0 || _awaited.Contains(node))
            {
                return null;
            }

            for (int i = 0; i < node.OutputTypes.Length; i++)
            {
                if (_results.Contains(node.Output(i)) || Of(node.Output(i)).Exists(reader => reader != root && !inside.Contains(reader)))
                {
                    return null;
                }
            }
        }

        return inside;
    }
}
