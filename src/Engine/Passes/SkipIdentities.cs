using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>Lets nodes read past those that only hand a value on. What such a node waits for is kept: then the node stays.</summary>
internal static class SkipIdentities
{
    private static readonly HashSet<string> s_identities = new(StringComparer.Ordinal) { "Identity", "IdentityN", "StopGradient", "PreventGradient", "Snapshot" };

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            // There an Identity marks the beginning of a branch, and constants wait for it.
            return;
        }

        foreach (var node in graph.InOrder())
        {
            Redirect(node.Inputs);
        }

        Redirect(graph.Results);
    }

    private static void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            while (s_identities.Contains(values[i].Node.Operation) && values[i].Node.ControlInputs.Count == 0)
            {
                values[i] = values[i].Node.Inputs[values[i].Index];
            }
        }
    }
}
