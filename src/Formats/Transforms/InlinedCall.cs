using System.Globalization;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>A call whose function's body is put in its place: what the names in the body become.</summary>
internal sealed class InlinedCall
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int First, int Count)> _arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly Func<string, OperationDefinition?> _definition;

    /// <summary>Lays out the arguments and names the nodes of a body.</summary>
    /// <param name="function">The function that is called.</param>
    /// <param name="attributes">The attributes that it is called with.</param>
    /// <param name="name">The call's name in the graph.</param>
    /// <param name="inputs">The tensors that it reads.</param>
    /// <param name="names">Gives names to the body's nodes.</param>
    /// <param name="definition">Finds the definitions of operations and functions.</param>
    public InlinedCall(FunctionDocument function, BoundAttributes attributes, string name, IReadOnlyList<string> inputs, FreshNames names, Func<string, OperationDefinition?> definition)
    {
        Function = function;
        Attributes = attributes;
        Name = name;
        Inputs = inputs;
        _definition = definition;
        int position = 0;
        foreach (var argument in function.Definition.Inputs)
        {
            int count = ArgumentLayout.Count(argument, attributes);
            _arguments[argument.Name] = (position, count);
            position = Math.Min(position + count, int.MaxValue / 2);
        }

        if (position != inputs.Count)
        {
            throw GraphFault.Of($"'{name}' calls the function '{function.Name}' with {inputs.Count} tensors; it takes {position}");
        }

        foreach (var node in function.Nodes)
        {
            _names[node.Name] = names.Take($"{name}/{node.Name}");
        }
    }

    /// <summary>The function.</summary>
    public FunctionDocument Function { get; }

    /// <summary>The attributes that it is called with.</summary>
    public BoundAttributes Attributes { get; }

    /// <summary>The call's name in the graph.</summary>
    public string Name { get; }

    /// <summary>The tensors that it reads.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The nodes that everything in the body waits for that can be told apart by when it runs.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>The device of nodes that say none.</summary>
    public string Device { get; init; } = "";

    /// <summary>The call whose body this call stands in, or null.</summary>
    public InlinedCall? Caller { get; init; }

    /// <summary>How many calls it lies in, itself counted.</summary>
    public int Depth => (Caller?.Depth ?? 0) + 1;

    /// <summary>Whether the function is being put in place here or around here.</summary>
    public bool IsRunning(string function) => Function.Name == function || Caller?.IsRunning(function) == true;

    /// <summary>The name of a node of the body.</summary>
    public string NameOf(string node) => _names[node];

    /// <summary>The node that takes the place of a name that is waited for or lain beside; null when the body has none of that name.</summary>
    public string? FindNode(string name)
    {
        if (_arguments.TryGetValue(name, out var argument) && argument.Count > 0)
        {
            return NodeOf(Inputs[argument.First]);
        }

        return _names.TryGetValue(name, out string? node) ? node : null;
    }

    /// <summary>The node that takes the place of a name that is waited for.</summary>
    public string Node(string name) => FindNode(name) ?? throw NoSuch(name);

    /// <summary>The tensor that takes the place of a name: <c>argument</c>, <c>argument:index</c>, <c>node:output</c> or <c>node:output:index</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="offset">How many tensors further; a name may stand for a list.</param>
    public string Tensor(string name, int offset = 0)
    {
        string[] parts = name.Split(':');
        int index = 0;
        if (parts.Length > 3 || (parts.Length == 3 && !TryParseIndex(parts[2], out index)))
        {
            throw NoSuch(name);
        }

        if (_arguments.TryGetValue(parts[0], out var argument) && (parts.Length == 1 || (parts.Length == 2 && TryParseIndex(parts[1], out index))))
        {
            return (long)index + offset < argument.Count ? Inputs[argument.First + index + offset] : throw NoSuch(name);
        }

        if (!_names.TryGetValue(parts[0], out string? node))
        {
            throw NoSuch(name);
        }

        if (parts.Length == 2 && TryParseIndex(parts[1], out index))
        {
            parts = [parts[0]];
        }

        long position = (long)index + offset + (parts.Length == 1 ? 0 : PositionOf(parts[0], parts[1], name));
        return position switch
        {
            0 => node,
            <= int.MaxValue => node + ":" + position.ToString(CultureInfo.InvariantCulture),
            _ => throw NoSuch(name),
        };
    }

    /// <summary>The node of a tensor of the graph.</summary>
    public static string NodeOf(string tensor) => tensor.IndexOf(':') is > 0 and var colon ? tensor.Substring(0, colon) : tensor;

    private int PositionOf(string node, string output, string name)
    {
        string key = node + ":" + output;
        if (!_positions.TryGetValue(key, out int position))
        {
            var document = Function.Nodes[Function.Nodes.IndexOf(node)];
            var definition = _definition(document.Operation)
                ?? throw GraphFault.Of($"'{name}' is read in the function '{Function.Name}', and nobody defines the operation {document.Operation} of its node");
            var attributes = new BoundAttributes(document.Attributes, definition.Defaults, Attributes);
            position = ArgumentLayout.PositionOf(definition.Outputs, attributes, output) ?? throw NoSuch(name);
            _positions.Add(key, position);
        }

        return position;
    }

    private static bool TryParseIndex(string text, out int index) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private ModelFormatException NoSuch(string name) => GraphFault.Of($"'{name}' is read or named in the function '{Function.Name}', which has nothing of that name");
}
