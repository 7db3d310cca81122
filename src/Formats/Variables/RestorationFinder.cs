using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Variables;

/// <summary>
/// Finds what a graph restores into what: the operations that write to variables and tables, and for each value that they write the tensor of a checkpoint that it is.
/// In a graph of TensorFlow 1 all of it lies in the graph; in one of TensorFlow 2 in functions, whose arguments are the variables' handles.
/// </summary>
internal sealed class RestorationFinder
{
    // Calls of calls can be more than anyone can follow, in a file made for it.
    private const int MostScopes = 10_000;

    private static readonly string[] s_takers = ["Assign", "AssignVariableOp", "LookupTableImport", "LookupTableImportV2"];

    private readonly HashSet<string> _restoring;
    private readonly HashSet<string> _taking;
    private readonly List<Restoration> _found = [];
    private readonly List<Restoration> _names = [];
    private readonly HashSet<(string Key, bool IsOfSaver)> _taken = [];
    private readonly Dictionary<(NodeTable Nodes, string Node), IReadOnlyList<SavedName>> _namesOf = [];
    private int _scopes;

    private RestorationFinder(GraphDocument graph)
    {
        _restoring = FunctionsWith(graph, RestoreNode.Operations);
        _taking = FunctionsWith(graph, s_takers);
    }

    /// <summary>Everything the graph restores; first what its own saver does.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static IReadOnlyList<Restoration> Find(MetaGraphDocument metaGraph)
    {
        var finder = new RestorationFinder(metaGraph.Graph);
        if (finder._restoring.Count == 0 && !metaGraph.Graph.Nodes.ContainsOperation(RestoreNode.Operations))
        {
            return [];
        }

        var ofSaver = metaGraph.Saver is { RestoreOperation: var restore } ? ReachedFrom(metaGraph.Graph.Nodes, restore) : [];
        var scope = new CallScope(metaGraph.Graph);
        for (int i = 0; i < scope.Nodes.Count; i++)
        {
            var node = scope.Nodes[i];
            finder.Visit(scope, node, ofSaver.Contains(i), isInsideRestore: false);
        }

        var untaken = finder._names.Where(name => !finder._taken.Contains((name.Name.Key, name.IsOfSaver)));
        return [.. finder._found.Concat(untaken).OrderByDescending(restoration => restoration.IsOfSaver)];
    }

    private void Visit(CallScope scope, NodeDocument node, bool isOfSaver, bool isInsideRestore)
    {
        if (RestoreNode.IsOne(node.Operation))
        {
            _names.AddRange(NamesOf(scope, node).Select(name => new Restoration(name, null, isOfSaver)));
        }
        else if (Array.IndexOf(s_takers, node.Operation) >= 0)
        {
            AddTaken(scope, node, isOfSaver);
        }
        else if (scope.CalledBy(node) is { } function && (_restoring.Contains(function.Name) || (isInsideRestore && _taking.Contains(function.Name))) && scope.Enter(node, function) is { } inner)
        {
            _scopes = _scopes < MostScopes ? _scopes + 1 : throw new ModelFormatException(new ModelProblem(
                ExtractionError.Damaged, null, $"More than {MostScopes} calls of functions restore variables", "Fetch or export the model again"));
            foreach (var innerNode in inner.Nodes)
            {
                Visit(inner, innerNode, isOfSaver, isInsideRestore: true);
            }
        }
    }

    // Assign takes the variable and one value, an import the table, its keys and its values.
    private void AddTaken(CallScope scope, NodeDocument node, bool isOfSaver)
    {
        foreach (string input in node.Inputs.Skip(1).Where(input => input.Length > 0 && input[0] != '^'))
        {
            if (TensorOrigin.Find(scope, input) is not { } origin || !RestoreNode.IsOne(origin.Node.Operation))
            {
                continue;
            }

            var names = NamesOf(origin.Scope, origin.Node);
            if (origin.Output < names.Count)
            {
                var name = names[origin.Output];
                _taken.Add((name.Key, isOfSaver));
                _found.Add(new Restoration(name, new Restoration.Destination(node.Operation, TensorOrigin.Find(scope, node.Inputs[0])), isOfSaver));
            }
        }
    }

    private IReadOnlyList<SavedName> NamesOf(CallScope scope, NodeDocument node)
    {
        var key = (scope.Nodes, node.Name);
        if (!_namesOf.TryGetValue(key, out var names))
        {
            _namesOf.Add(key, names = RestoreNode.NamesOf(scope, node));
        }

        return names;
    }

    // The positions of the nodes that run when one is run.
    private static HashSet<int> ReachedFrom(NodeTable nodes, string operation)
    {
        var reached = new HashSet<int>();
        var pending = new Stack<string>([operation]);
        while (pending.Count > 0)
        {
            string input = pending.Pop().TrimStart('^');
            int colon = input.IndexOf(':');
            int index = nodes.IndexOf(colon < 0 ? input : input.Substring(0, colon));
            if (index >= 0 && reached.Add(index))
            {
                foreach (string next in nodes[index].Inputs)
                {
                    pending.Push(next);
                }
            }
        }

        return reached;
    }

    // The functions that hold one of some operations, or call one that does.
    private static HashSet<string> FunctionsWith(GraphDocument graph, string[] operations)
    {
        var found = new HashSet<string>(graph.Functions.Where(function => function.Nodes.ContainsOperation(operations)).Select(function => function.Name), StringComparer.Ordinal);
        if (found.Count == 0)
        {
            return found;
        }

        var callers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var function in graph.Functions)
        {
            foreach (var node in function.Nodes)
            {
                if (CallScope.CalledBy(graph, node) is { } called)
                {
                    (callers.TryGetValue(called.Name, out var list) ? list : callers[called.Name] = []).Add(function.Name);
                }
            }
        }

        var pending = new Stack<string>(found);
        while (pending.Count > 0)
        {
            foreach (string caller in callers.TryGetValue(pending.Pop(), out var list) ? list : [])
            {
                if (found.Add(caller))
                {
                    pending.Push(caller);
                }
            }
        }

        return found;
    }
}
