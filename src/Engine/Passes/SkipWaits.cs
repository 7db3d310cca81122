using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>Lets nothing wait for nodes that do nothing: instead for what those wait for, if that is anything. What follows are nodes that only hand a value on, and need not run.</summary>
internal static class SkipWaits
{
    // A node that gathers more stays: edges must not multiply.
    private const int MostGathered = 16;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            // There a node that does nothing marks a branch.
            return;
        }

        var order = graph.InOrder();
        if (graph.Targets.Count == 0 && order.TrueForAll(node => node.ControlInputs.Count == 0))
        {
            return;
        }

        var awaited = new Dictionary<Node, Node[]>();
        foreach (var node in order)
        {
            Redirect(node.ControlInputs, awaited);
            Node[] own = [node];
            if (DoesNothing(node))
            {
                Node[] before = [.. node.ControlInputs.Concat(node.Inputs.SelectMany(input => awaited[input.Node])).Distinct().Take(MostGathered + 1)];
                own = before.Length <= MostGathered ? before : own;
            }

            awaited.Add(node, own);
        }

        Redirect(graph.Targets, awaited);
    }

    private static bool DoesNothing(Node node) => node.Constant is not null || node.Operation is "NoOp" or Node.ArgumentOperation || SkipIdentities.IsIdentity(node);

    private static void Redirect(List<Node> nodes, Dictionary<Node, Node[]> awaited)
    {
        if (nodes.Count > 0)
        {
            Node[] all = [.. nodes.SelectMany(node => awaited[node]).Distinct()];
            nodes.Clear();
            nodes.AddRange(all);
        }
    }
}
