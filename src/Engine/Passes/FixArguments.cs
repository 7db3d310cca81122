using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Puts known values into the functions that are given them in every call: into branches, and into loops that hand a value from round to round unchanged. Weights and handles that
/// a loop is given are then constants inside it.
/// </summary>
internal static class FixArguments
{
    /// <summary>Rewrites the functions that nodes of <paramref name="graph"/> run.</summary>
    public static void Apply(Graph graph)
    {
        foreach (var node in graph.InOrder().Where(node => node.Functions is not null))
        {
            bool isLoop = node.Operation is "While" or "StatelessWhile";
            var functions = node.Functions!.Values.SelectMany(list => list).ToArray();
            if (functions.Any(function => function.IsShared))
            {
                continue;
            }

            int first = node.Operation is "If" or "StatelessIf" or "Case" or "StatelessCase" ? 1 : 0;
            for (int i = first; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i].Constant is not null && (!isLoop || IsUnchanged(node.Functions["body"][0], i)))
                {
                    Array.ForEach(functions, function => Fix(function, i - first, node.Inputs[i]));
                }
            }
        }
    }

    /// <summary>Whether a loop's body hands a value on as it is.</summary>
    public static bool IsUnchanged(FunctionGraph body, int index)
    {
        var result = body.Results[index];
        while (result.Node.Operation is "Identity" && result.Node.ControlInputs.Count == 0)
        {
            result = result.Node.Inputs[0];
        }

        return result.Node == body.Arguments[index];
    }

    /// <summary>Puts a known value in the place of an argument.</summary>
    public static void Fix(Graph function, int index, NodeOutput value)
    {
        if (index >= function.Arguments.Count)
        {
            return;
        }

        var argument = function.Arguments[index].Output(0);
        foreach (var node in function.InOrder())
        {
            Redirect(node.Inputs, argument, value);
        }

        Redirect(function.Results, argument, value);
    }

    private static void Redirect(List<NodeOutput> values, NodeOutput from, NodeOutput to)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = values[i] == from ? to : values[i];
        }
    }
}
