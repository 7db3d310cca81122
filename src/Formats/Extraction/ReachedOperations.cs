using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>
/// Finds the operations that run for a set of targets: through inputs and control inputs, and through every function an attribute names. What is fed cuts the graph.
/// </summary>
internal sealed class ReachedOperations
{
    private readonly GraphDocument _graph;
    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly Stack<FunctionDocument> _pendingFunctions = new();

    private readonly OperationCounts? _counts;

    private ReachedOperations(GraphDocument graph, OperationCounts? counts)
    {
        _graph = graph;
        _counts = counts;
    }

    /// <summary>The types of the operations that run for a signature, in ordinal order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="counts">Counts the nodes, or null.</param>
    public static IReadOnlyCollection<string> From(GraphDocument graph, SignatureDefDocument signature, OperationCounts? counts = null) =>
        From(graph, signature.Outputs.Values.SelectMany(output => output.TensorNames), signature.Inputs.Values.SelectMany(input => input.TensorNames), counts);

    /// <summary>The types of the operations that run for <paramref name="targets"/> (tensors or operations) when <paramref name="fed"/> is fed, in ordinal order.</summary>
    public static IReadOnlyCollection<string> From(GraphDocument graph, IEnumerable<string> targets, IEnumerable<string> fed, OperationCounts? counts = null)
    {
        var reached = new ReachedOperations(graph, counts);
        var cut = new HashSet<TensorName>(fed.Select(TensorName.TryParse).OfType<TensorName>());
        var roots = targets.Select(TensorName.TryParse).OfType<TensorName>().Where(target => !cut.Contains(target));
        reached.Follow(graph.Nodes, roots.Select(root => root.Node), cut);
        reached.FollowFunctions();
        return reached._types;
    }

    /// <summary>The types of the operations that run in a function, in ordinal order; none when there is no such function.</summary>
    public static IReadOnlyCollection<string> FromFunction(GraphDocument graph, string function)
    {
        var reached = new ReachedOperations(graph, null);
        reached.ReachFunction(function);
        reached.FollowFunctions();
        return reached._types;
    }

    private void FollowFunctions()
    {
        while (_pendingFunctions.Count > 0)
        {
            var function = _pendingFunctions.Pop();
            Follow(function.Nodes, RootsOf(function), cut: null);
        }
    }

    // A function's results and control results, and what changes state: TensorFlow runs that even when nothing reads it.
    private static IEnumerable<string> RootsOf(FunctionDocument function)
    {
        var changes = function.Nodes.Where(node => StateChange.IsOne(node.Operation)).Select(node => node.Name);
        return function.Results.Values.Select(NodeOf).Concat(function.ControlResults.Values).Concat(changes);
    }

    private void Follow(NodeTable nodes, IEnumerable<string> roots, HashSet<TensorName>? cut)
    {
        var seen = new bool[nodes.Count];
        var pending = new Stack<int>();
        void Visit(string name)
        {
            int index = nodes.IndexOf(name);
            if (index >= 0 && !seen[index])
            {
                seen[index] = true;
                pending.Push(index);
            }
        }

        foreach (string root in roots)
        {
            Visit(root);
        }

        while (pending.Count > 0)
        {
            int index = pending.Pop();
            var node = nodes[index];
            if (Reach(node))
            {
                _counts?.Add(nodes, index, node.Operation);
            }

            foreach (string input in node.Inputs)
            {
                if (cut is null || cut.Count == 0 || TensorName.TryParse(input) is not { } tensor || !cut.Contains(tensor))
                {
                    Visit(NodeOf(input));
                }
            }
        }
    }

    // Whether the node is an operation; else it calls a function by the function's name.
    private bool Reach(NodeDocument node)
    {
        bool isOperation = !ReachFunction(node.Operation);
        if (isOperation)
        {
            _types.Add(node.Operation);
        }

        foreach (var attribute in node.Attributes.WithoutAnnotations)
        {
            foreach (var function in attribute.Value.Functions)
            {
                ReachFunction(function.Name);
            }
        }

        return isOperation;
    }

    private bool ReachFunction(string name)
    {
        var function = _graph.Function(name);
        if (function is not null && _functions.Add(name))
        {
            _pendingFunctions.Push(function);
        }

        return function is not null;
    }

    // "^node", "node:0", "node:output:0", "argument"
    private static string NodeOf(string input)
    {
        int start = input.Length > 0 && input[0] == '^' ? 1 : 0;
        int colon = input.IndexOf(':');
        return colon < 0 ? input.Substring(start) : input.Substring(start, colon - start);
    }
}
