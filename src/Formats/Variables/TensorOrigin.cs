using System.Globalization;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Variables;

/// <summary>The operation that a tensor comes from, whatever hands it on.</summary>
/// <param name="Scope">Where the operation is.</param>
/// <param name="Node">The operation.</param>
/// <param name="Output">The index among its outputs.</param>
internal sealed record TensorOrigin(CallScope Scope, NodeDocument Node, int Output)
{
    // A chain in a sound graph has a handful of links; one in a file may be a circle.
    private const int MostLinks = 1000;

    // What hands a value on: its first input, for the purpose of saying which tensor of a checkpoint it was.
    private static readonly HashSet<string> s_handOn = new(StringComparer.Ordinal)
    {
        "Identity", "IdentityN", "Reshape", "Cast", "Snapshot", "StopGradient", "EnsureShape", "RefIdentity",
    };

    /// <summary>Follows an input back, out of functions and into them.</summary>
    /// <returns>Null when it leads nowhere.</returns>
    public static TensorOrigin? Find(CallScope? scope, string input)
    {
        for (int link = 0; link < MostLinks && scope is not null; link++)
        {
            if (scope.ArgumentOf(input) is { } argument)
            {
                (scope, input) = (scope.Caller, argument);
                continue;
            }

            var (name, output, index) = Parse(input);
            int position = scope.Nodes.IndexOf(name);
            if (position < 0)
            {
                return null;
            }

            var node = scope.Nodes[position];
            if (s_handOn.Contains(node.Operation))
            {
                index = node.Operation == "IdentityN" ? index : 0;
                if (index >= node.Inputs.Count)
                {
                    return null;
                }

                input = node.Inputs[index];
            }
            else if (scope.CalledBy(node) is { } function)
            {
                if (ResultOf(function, node, output, index) is not { } result)
                {
                    return null;
                }

                (scope, input) = (scope.Enter(node, function), result);
            }
            else
            {
                return new TensorOrigin(scope, node, index);
            }
        }

        return null;
    }

    // Calls by attribute have one list of outputs; calls by the function's name have the function's outputs by their names.
    private static string? ResultOf(FunctionDocument function, NodeDocument call, string? output, int index)
    {
        var outputs = function.Definition.Outputs;
        string? name = output is not null && call.Operation == function.Name ? output : index < outputs.Length ? outputs[index].Name : null;
        return name is not null && function.Results.TryGetValue(name, out string? result) ? result : null;
    }

    // In a graph node:index, in a function node:output:index.
    private static (string Node, string? Output, int Index) Parse(string input)
    {
        int first = input.IndexOf(':'), last = input.LastIndexOf(':');
        if (first < 0)
        {
            return (input, null, 0);
        }

        string digits = input.Substring(last + 1);
        int index = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : int.MaxValue;
        return (input.Substring(0, first), last > first ? input.Substring(first + 1, last - first - 1) : null, index);
    }
}
