using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>Finds the variables that the signatures of a model write; all others keep the value they were loaded with.</summary>
internal sealed class VariableWriters
{
    private static readonly HashSet<string> s_readers = new(StringComparer.Ordinal)
    {
        "ReadVariableOp", "ResourceGather", "ResourceGatherNd", "VariableShape", "VarIsInitializedOp", "IsVariableInitialized", Node.ReadReferenceOperation,
        "Identity", "IdentityN", "RefIdentity", "While", "StatelessWhile", "If", "StatelessIf", "Case", "StatelessCase", "PartitionedCall", "StatefulPartitionedCall", "DisableCopyOnRead",
    };

    private readonly HashSet<Node> _written = [];
    private readonly HashSet<Graph> _seen = [];
    private bool _isUnknown;

    /// <summary>Looks at what <paramref name="graph"/> and the functions in it do.</summary>
    public VariableWriters Add(Graph graph)
    {
        if (!_seen.Add(graph))
        {
            return this;
        }

        foreach (var node in graph.InOrder())
        {
            if (!s_readers.Contains(node.Operation))
            {
                foreach (var input in node.Inputs.Where(input => input.Node.OutputTypes.Length > input.Index && input.Type == DataType.Resource))
                {
                    Mark(input);
                }
            }

            foreach (var function in node.Functions?.Values.SelectMany(list => list) ?? [])
            {
                function.Callers.Add(node);
                Add(function);
            }
        }

        return this;
    }

    /// <summary>The nodes of what is written, or null when there is no telling.</summary>
    public IReadOnlySet<Node>? Nodes => _isUnknown ? null : _written;

    private void Mark(NodeOutput handle)
    {
        var pending = new Stack<NodeOutput>([handle]);
        var seen = new HashSet<NodeOutput>();
        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (value.Node.Operation is "Identity" or "RefIdentity" or "IdentityN")
            {
                pending.Push(value.Node.Inputs[value.Index]);
            }
            else if (value.Node.Operation is Node.ArgumentOperation)
            {
                PushSources(value.Node, pending);
            }
            else if (value.Node.Inputs.Count == 0)
            {
                _written.Add(value.Node);
            }
            else
            {
                _isUnknown = true;
            }
        }
    }

    // Functions are added after the graphs around them, so that all their callers are known but those of a recursion.
    private void PushSources(Node argument, Stack<NodeOutput> pending)
    {
        var function = _seen.OfType<FunctionGraph>().FirstOrDefault(graph => graph.Arguments.Contains(argument));
        if (function is null || function.Callers.Count == 0)
        {
            _isUnknown = true;
            return;
        }

        int position = function.Arguments.ToList().IndexOf(argument);
        foreach (var caller in function.Callers)
        {
            int input = position + (caller.Operation is "If" or "StatelessIf" or "Case" or "StatelessCase" ? 1 : 0);
            if (input < caller.Inputs.Count)
            {
                pending.Push(caller.Inputs[input]);
            }
            else
            {
                _isUnknown = true;
            }
        }
    }
}
