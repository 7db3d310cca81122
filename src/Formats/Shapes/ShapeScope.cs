using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Shapes;

/// <summary>The nodes of a graph, or of a function's body as one call sees it, with what has been found out about them.</summary>
/// <param name="metaGraph">The graph with its functions.</param>
/// <param name="function">The function, or null for the graph itself.</param>
/// <param name="arguments">What is known of the function's arguments.</param>
/// <param name="attributes">The attributes that the function is called with.</param>
/// <param name="depth">How many calls it lies in.</param>
internal sealed class ShapeScope(MetaGraphDocument metaGraph, FunctionDocument? function, ValueFacts[] arguments, Func<string, AttributeDocument?>? attributes, int depth)
{
    private readonly Dictionary<int, ValueFacts[]?> _values = [];
    private readonly Dictionary<(int Node, string Output), int> _outputs = [];
    private readonly Dictionary<string, int> _arguments = ArgumentsOf(function);

    /// <summary>The nodes.</summary>
    public NodeTable Nodes { get; } = function?.Nodes ?? metaGraph.Graph.Nodes;

    /// <summary>The attributes that the function is called with.</summary>
    public Func<string, AttributeDocument?>? Attributes => attributes;

    /// <summary>How many calls it lies in.</summary>
    public int Depth => depth;

    /// <summary>Begins with a node; false when that has been done before.</summary>
    public bool Begin(int node)
    {
        bool isNew = !_values.ContainsKey(node);
        _values[node] = isNew ? null : _values[node];
        return isNew;
    }

    /// <summary>Whether a node is yet to begin with.</summary>
    public bool IsNew(int node) => !_values.ContainsKey(node);

    /// <summary>Writes down what is known of a node's values.</summary>
    public void End(int node, ValueFacts[] values) => _values[node] = values;

    /// <summary>What is known of a value: nothing while its node is not done with, as in a loop.</summary>
    public ValueFacts ValueOf(ScopeValue? value) => value switch
    {
        { Node: < 0, Index: var argument } => argument < arguments.Length ? arguments[argument] : ValueFacts.Unknown,
        { Node: var node, Index: var index } when _values.TryGetValue(node, out var values) && values is not null && index < values.Length => values[index],
        _ => ValueFacts.Unknown,
    };

    /// <summary>The value that a node's input, or a function's result, names; null for one that is not there.</summary>
    public ScopeValue? Resolve(string input)
    {
        if (function is null)
        {
            return TensorName.TryParse(input) is { } tensor && Nodes.IndexOf(tensor.Node) is >= 0 and var node ? new(node, tensor.Index) : null;
        }

        string[] parts = input.Split(':');
        if (_arguments.TryGetValue(parts[0], out int argument))
        {
            return new(-1, argument);
        }

        int place = 0;
        return (parts.Length == 1 || int.TryParse(parts[parts.Length - 1], out place)) && place >= 0 && Nodes.IndexOf(parts[0]) is >= 0 and var index
            ? new(index, parts.Length == 3 ? FirstOf(index, parts[1]) + Math.Min(place, GraphShapes.MostOutputs) : place) : null;
    }

    private int FirstOf(int node, string output)
    {
        if (_outputs.TryGetValue((node, output), out int first))
        {
            return first;
        }

        var types = OutputTypes.Of(metaGraph, Nodes[node]);
        string[] names = types is { Count: <= GraphShapes.MostOutputs } ? [.. types.InOrder().Select(value => value.Name)] : [];
        first = Array.IndexOf(names, output);
        return _outputs[(node, output)] = first < 0 ? GraphShapes.MostOutputs : first;
    }

    // A list among the arguments, which no exporter writes any more, leaves open where the next ones are.
    private static Dictionary<string, int> ArgumentsOf(FunctionDocument? function)
    {
        var arguments = new Dictionary<string, int>(StringComparer.Ordinal);
        bool isKnown = true;
        foreach (var argument in function?.Definition.Inputs ?? [])
        {
            isKnown &= argument.NumberAttribute.Length == 0 && argument.TypeListAttribute.Length == 0;
            arguments[argument.Name] = isKnown ? arguments.Count : int.MaxValue;
        }

        return arguments;
    }
}
