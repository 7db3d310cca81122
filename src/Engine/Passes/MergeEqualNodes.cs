using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Computes once what several nodes compute: the same pure operation, with the same attributes, of the same values.</summary>
/// <param name="table">Which operations are pure.</param>
internal sealed class MergeEqualNodes(KernelTable table) : IEqualityComparer<Node>
{
    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            // What is the same may still come in different branches and rounds.
            return;
        }

        var known = new Dictionary<Node, Node>(this);
        var replaced = new Dictionary<Node, Node>();
        foreach (var node in graph.InOrder())
        {
            Redirect(node.Inputs, replaced);
            Redirect(node.ControlInputs, replaced);
            if (IsPure(node) && !known.TryAdd(node, node))
            {
                replaced.Add(node, known[node]);
            }
        }

        Redirect(graph.Results, replaced);
        Redirect(graph.Targets, replaced);
    }

    /// <inheritdoc/>
    public bool Equals(Node? x, Node? y)
    {
        if (x is null || y is null || x.Operation != y.Operation || !x.Inputs.SequenceEqual(y.Inputs) || !x.OutputTypes.AsSpan().SequenceEqual(y.OutputTypes))
        {
            return ReferenceEquals(x, y);
        }

        return x.Constant is { } first && y.Constant is { } second ? AreSame(first, second) : x.Constant is null && y.Constant is null && x.Attributes.AreSame(y.Attributes);
    }

    /// <inheritdoc/>
    public int GetHashCode(Node obj)
    {
        var hash = default(HashCode);
        hash.Add(obj.Operation, StringComparer.Ordinal);
        hash.Add(obj.Constant?.Shape.GetHashCode());
        foreach (var input in obj.Inputs)
        {
            hash.Add(input);
        }

        return hash.ToHashCode();
    }

    // Equal constants are in memory once; those that passes made are small.
    private static unsafe bool AreSame(Tensor first, Tensor second) =>
        first.Shape == second.Shape && (first.Pointer == second.Pointer || (first.Count <= 1 && first.Bytes.SequenceEqual(second.Bytes)));

    private static void Redirect(List<NodeOutput> values, Dictionary<Node, Node> replaced)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = replaced.TryGetValue(values[i].Node, out var node) ? node.Output(values[i].Index) : values[i];
        }
    }

    private static void Redirect(List<Node> nodes, Dictionary<Node, Node> replaced)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes[i] = replaced.GetValueOrDefault(nodes[i], nodes[i]);
        }
    }

    private bool IsPure(Node node)
    {
        if (node.ControlInputs.Count > 0 || node.OutputTypes.Length == 0 || Array.Exists(node.OutputTypes, type => DataTypes.SizeOf(type) == 0))
        {
            return false;
        }

        // What other passes made of a node is not in its operation and attributes.
        return node.Constant is not null || (node is { Form: null, Tail: null, ColumnFactors: null, Padding: null } && node.Inputs.Count > 0 && node.Functions is null && node.Definition is { IsStateful: false } && table.Find(node.Operation) is { IsPure: true });
    }
}
