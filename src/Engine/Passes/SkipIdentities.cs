using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>Lets nodes read past those that only hand a value on. What such a node waits for is kept: then the node stays.</summary>
internal static class SkipIdentities
{
    private static readonly HashSet<string> s_identities = new(StringComparer.Ordinal) { "Identity", "IdentityN", "StopGradient", "PreventGradient", "Snapshot" };

    /// <summary>Whether a node only hands values on.</summary>
    public static bool IsIdentity(Node node) => s_identities.Contains(node.Operation);

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    /// <returns>How many nodes nobody reads any more.</returns>
    public static int Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            // There an Identity marks the beginning of a branch, and constants wait for it.
            return 0;
        }

        var order = graph.InOrder();
        foreach (var node in order)
        {
            Redirect(node.Inputs);
        }

        Redirect(graph.Results);
        var awaited = order.SelectMany(node => node.ControlInputs).Concat(graph.Targets).ToHashSet();
        return order.Count(node => IsSkipped(node) && !awaited.Contains(node));
    }

    private static bool IsSkipped(Node node) => IsIdentity(node) && node.ControlInputs.Count == 0;

    private static void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            while (IsSkipped(values[i].Node))
            {
                values[i] = values[i].Node.Inputs[values[i].Index];
            }
        }
    }
}
