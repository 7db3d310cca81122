using System.Globalization;
using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Import;

/// <summary>The names of one graph, or of one call of a function: what a name stands for there. Nodes are created when they are first named, and linked to what they read later.</summary>
/// <param name="importer">Who imports.</param>
/// <param name="table">The nodes.</param>
/// <param name="caller">The scope that calls the function, or null for the graph itself.</param>
internal sealed class ImportScope(GraphImporter importer, NodeTable table, ImportScope? caller)
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportScope> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeOutput> _fed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, List<ArgumentTypes.Value>> _outputs = [];
    private Func<int, NodeOutput>? _argument;
    private readonly ImportScope? _caller = caller;
    private List<NodeOutput>? _results;
    private List<Node>? _outerControls;

    /// <summary>The function that is called, or null for the graph itself.</summary>
    public FunctionDocument? Function { get; init; }

    /// <summary>The attributes that the function is called with.</summary>
    public NodeAttributes? Attributes { get; init; }

    /// <summary>The function as it stays one, or null where its body is put in the place of a call.</summary>
    public FunctionGraph? Graph { get; init; }

    /// <summary>What the names of its nodes begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What has to run before anything of the function that can be seen from outside.</summary>
    private Func<IEnumerable<Node>>? CallControls { get; init; }

    /// <summary>Says that a tensor is given by the caller.</summary>
    public void Feed(string tensor, Node argument)
    {
        var (node, index) = SplitGraphName(tensor);
        GraphImporter.RequireType("input", tensor, argument.OutputTypes[0], TypeOf(node, index));
        _fed[$"{node}:{index}"] = argument.Output(0);
    }

    /// <summary>Says where the function's arguments come from.</summary>
    public void SetArguments(Func<int, NodeOutput> argument)
    {
        _argument = argument;
        var values = ArgumentTypes.Expand(Function!.Definition.Inputs, Attributes!);
        for (int i = 0; i < values.Count; i++)
        {
            _arguments[$"{values[i].Argument}:{values[i].Index}"] = i;
        }
    }

    /// <summary>A function that is being imported around this scope and may be referred to.</summary>
    public FunctionGraph? FindRunning(string function)
    {
        for (var scope = this; scope is not null; scope = scope._caller)
        {
            if (scope.Graph is { } graph && graph.Name == function && scope.Attributes is { } attributes && !attributes.HasGiven)
            {
                return graph;
            }
        }

        return null;
    }

    /// <summary>The values of the function's results, in order.</summary>
    public IEnumerable<NodeOutput> ResolveResults()
    {
        foreach (var result in ArgumentTypes.Expand(Function!.Definition.Outputs, Attributes!))
        {
            if (!Function.Results.TryGetValue(result.Argument, out string? source))
            {
                throw OperationException.InvalidArgument($"The function '{Function.Name}' does not say where its result '{result.Argument}' comes from.");
            }

            // A result that is a list comes from an output that is one.
            yield return result.Index == 0 ? ResolveValue(source) : ResolveValue(source, result.Index);
        }
    }

    /// <summary>The nodes that run although no result of the function needs them.</summary>
    public IEnumerable<Node> ResolveControlResults() => Function!.ControlResults.Values.SelectMany(ResolveControl);

    /// <summary>The value of a name; of a reference variable its value at that time.</summary>
    public NodeOutput ResolveValue(string name, int offset = 0)
    {
        var output = Resolve(name, offset);
        return output.Node.References is { } references && references[output.Index] != DataType.Invalid ? ReadReference(output, null) : output;
    }

    /// <summary>The nodes that have to run before whatever waits for the node of a name.</summary>
    public IEnumerable<Node> ResolveControl(string name)
    {
        if (_arguments.ContainsKey(name + ":0") || IsFedPlaceholder(name))
        {
            return [];
        }

        if (Create(name) is { } node)
        {
            return [node];
        }

        var call = _calls[name];
        return call.Function!.ControlResults.Count > 0 ? call.ResolveControlResults() : call.ResolveResults().Select(result => result.Node);
    }

    // Any other node runs where it is waited for, although its value is given (tensorflow/core/graph/subgraph.cc).
    private bool IsFedPlaceholder(string name) =>
        _fed.ContainsKey(name + ":0") && table.IndexOf(name) is >= 0 and var position && table[position].Operation is "Placeholder" or "PlaceholderV2";

    private NodeOutput Resolve(string name, int offset)
    {
        var (nodeName, output, index) = Split(name);
        index += offset;
        if (_fed.TryGetValue($"{nodeName}:{index}", out var fed))
        {
            return fed;
        }

        if (output is null && _arguments.TryGetValue($"{nodeName}:{index}", out int argument))
        {
            return _argument!(argument);
        }

        if (Create(nodeName) is not { } node)
        {
            var call = _calls[nodeName];
            int position = output is null || call.IsGenericCall ? index : PositionOf(ArgumentTypes.Expand(call.Function!.Definition.Outputs, call.Attributes!), output, index, nodeName);
            var results = call._results ??= [.. call.ResolveResults()];
            return position < results.Count ? results[position] : throw NoSuchValue(nodeName, index);
        }

        if (output is not null && _outputs.TryGetValue(node, out var outputs))
        {
            index = PositionOf(outputs, output, index, nodeName);
        }

        // Nobody knows how many values an unknown operation has; that it is unknown is told later, with all others.
        return index < node.OutputTypes.Length || node.Definition is null ? node.Output(index) : throw NoSuchValue(nodeName, index);
    }

    /// <summary>Whether the call is of an operation whose results are one list, rather than named after the function's.</summary>
    private bool IsGenericCall { get; init; }

    /// <summary>The type of a tensor, or null when nobody knows the operation; nothing is imported for it.</summary>
    private DataType? TypeOf(string name, int index)
    {
        int position = table.IndexOf(name);
        if (position < 0)
        {
            throw OperationException.InvalidArgument($"the tensor '{name}:{index}' is to be given, but there is no node of that name.");
        }

        var document = table[position];
        var definition = OperationTable.Find(document.Operation) ?? importer.Document.Function(document.Operation)?.Definition;
        if (definition is null)
        {
            return null;
        }

        var outputs = ArgumentTypes.Expand(definition.Outputs, new NodeAttributes(document.Attributes, definition.Defaults, null));
        return index < outputs.Count ? outputs[index].Type : throw NoSuchValue(name, index);
    }

    /// <summary>The node of a name, or null when it is a call that was replaced by its function.</summary>
    private Node? Create(string name)
    {
        if (_nodes.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_calls.ContainsKey(name))
        {
            return null;
        }

        int position = table.IndexOf(name);
        if (position < 0)
        {
            throw OperationException.InvalidArgument($"'{Prefix}{name}' is read or named, but there is no node of that name.");
        }

        var document = table[position];
        importer.NodeCount += Function is null ? 0 : 1;
        if (TryInline(document))
        {
            return null;
        }

        return Create(document);
    }

    private bool TryInline(NodeDocument document)
    {
        FunctionReference? reference = null;
        bool isGeneric = document.Operation is "PartitionedCall" or "StatefulPartitionedCall";
        if (isGeneric)
        {
            reference = new NodeAttributes(document.Attributes, null, Attributes).Find("f")?.Function;
        }
        else if (OperationTable.Find(document.Operation) is null && importer.Document.Function(document.Operation) is not null)
        {
            reference = FunctionReference.Of(document.Operation, document.Attributes);
        }

        if (reference is null || !importer.MayInline || IsRunning(reference.Name))
        {
            return false;
        }

        var function = importer.Find(reference.Name);
        var scope = new ImportScope(importer, function.Nodes, this)
        {
            Function = function,
            Attributes = new NodeAttributes(reference.Attributes, function.Definition.Defaults, Attributes),
            Prefix = $"{Prefix}{document.Name}/",
            IsGenericCall = isGeneric,
            CallControls = () => ControlsOf(document).Concat(OuterControls()),
        };
        string[] inputs = [.. document.Inputs.Where(input => !input.StartsWith('^'))];
        scope.SetArguments(index => index < inputs.Length ? ResolveValue(inputs[index]) : throw NoSuchValue(document.Name, index));
        _calls.Add(document.Name, scope);
        return true;
    }


    private bool IsRunning(string function)
    {
        for (var scope = this; scope is not null; scope = scope._caller)
        {
            if (scope.Function?.Name == function)
            {
                return true;
            }
        }

        return false;
    }

    private Node Create(NodeDocument document)
    {
        var definition = OperationTable.Find(document.Operation) ?? importer.Document.Function(document.Operation)?.Definition;
        var attributes = new NodeAttributes(document.Attributes, definition?.Defaults, Attributes);
        var node = new Node { Name = Prefix + document.Name, Operation = document.Operation, Definition = definition, Attributes = attributes };
        _nodes.Add(document.Name, node);
        if (definition is null)
        {
            importer.Defer(() => Link(node, document));
            return node;
        }

        var outputs = ArgumentTypes.Expand(definition.Outputs, attributes);
        _outputs.Add(node, outputs);
        node.OutputTypes = new DataType[outputs.Count];
        for (int i = 0; i < outputs.Count; i++)
        {
            node.OutputTypes[i] = outputs[i].IsReference ? DataType.Resource : outputs[i].Type;
            if (outputs[i].IsReference)
            {
                (node.References ??= new DataType[outputs.Count])[i] = outputs[i].Type;
            }
        }

        if (document.Operation == Node.ConstantOperation)
        {
            node.Constant = ConstantReader.Read(attributes.Find("value")?.Tensor ?? throw OperationException.InvalidArgument($"The constant '{node.Name}' has no value."), importer.Budget);
            if (node.Constant.Type != node.OutputTypes[0])
            {
                throw OperationException.InvalidArgument($"The constant '{node.Name}' is said to be {node.OutputTypes[0].ToWord()}, and its value is {node.Constant.Type.ToWord()}.");
            }
        }

        importer.Defer(() => Link(node, document));
        return node;
    }

    private void Link(Node node, NodeDocument document)
    {
        node.ControlInputs.AddRange(ControlsOf(document));
        if (node.Definition is { IsStateful: true })
        {
            node.ControlInputs.AddRange(OuterControls());
        }

        var expected = node.Definition is { } definition ? ArgumentTypes.Expand(definition.Inputs, node.Attributes) : null;
        foreach (string input in document.Inputs)
        {
            if (!input.StartsWith('^'))
            {
                var value = Resolve(input, 0);
                bool isReference = value.Node.References is { } references && references[value.Index] != DataType.Invalid;
                bool takesReference = expected is not null && node.Inputs.Count < expected.Count && expected[node.Inputs.Count].IsReference;
                node.Inputs.Add(isReference && !takesReference ? ReadReference(value, node) : value);
            }
        }

        if (expected is not null)
        {
            AttributeCheck.Require(node, node.Definition!);
            CheckTypes(node, expected);
        }

        foreach (var (name, attribute) in document.Attributes)
        {
            if ((node.Attributes.Find(name) ?? attribute).Functions.ToArray() is { Length: > 0 } functions && IsRun(name))
            {
                (node.Functions ??= new(StringComparer.Ordinal))[name] = [.. functions.Select(function => importer.ImportFunction(function, this, node.Attributes))];
            }
        }

        // A function that calls itself: the operation is its name.
        if (OperationTable.Find(node.Operation) is null && importer.Document.Function(node.Operation) is not null)
        {
            node.Functions = new(StringComparer.Ordinal) { ["f"] = [importer.ImportFunction(FunctionReference.Of(node.Operation, document.Attributes), this, node.Attributes)] };
            node.Operation = "PartitionedCall";
        }
    }

    // Gradients are named beside what is run, and annotations name functions that are not.
    private static bool IsRun(string attribute) => !attribute.StartsWith('_');

    private static void CheckTypes(Node node, List<ArgumentTypes.Value> expected)
    {
        if (node.Inputs.Count != expected.Count)
        {
            throw OperationException.InvalidArgument($"{node} reads {node.Inputs.Count} values; {node.Operation} takes {expected.Count}.");
        }

        for (int i = 0; i < expected.Count; i++)
        {
            var input = node.Inputs[i];
            var type = expected[i].IsReference ? DataType.Resource : expected[i].Type;
            if (input.Index < input.Node.OutputTypes.Length && input.Type != type)
            {
                throw OperationException.InvalidArgument($"{node} takes {type.ToWord()} as its input {i}, and is given {input.Type.ToWord()} by {input.Node}.");
            }
        }
    }

    private static NodeOutput ReadReference(NodeOutput reference, Node? reader)
    {
        var read = new Node
        {
            Name = reference.Node.Name,
            Operation = Node.ReadReferenceOperation,
            Attributes = NodeAttributes.None,
            OutputTypes = [reference.Node.References![reference.Index]],
        };
        read.Inputs.Add(reference);
        read.ControlInputs.AddRange(reader?.ControlInputs ?? []);
        return read.Output(0);
    }

    private IEnumerable<Node> ControlsOf(NodeDocument document) =>
        document.Inputs.Where(input => input.StartsWith('^')).SelectMany(input => ResolveControl(input[1..]));

    private List<Node> OuterControls() => _outerControls ??= CallControls is null ? [] : [.. CallControls().Distinct()];

    private static int PositionOf(List<ArgumentTypes.Value> outputs, string output, int index, string node) =>
        ArgumentTypes.PositionOf(outputs, output, index) is >= 0 and var position ? position : throw NoSuchValue(node, index);

    private (string Node, string? Output, int Index) Split(string name)
    {
        if (Function is null)
        {
            var (node, index) = SplitGraphName(name);
            return (node, null, index);
        }

        // In a function: an argument, or node:output:index, the index left out for 0.
        string[] parts = name.Split(':');
        return parts.Length switch
        {
            1 => (name, null, 0),
            2 when int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) => (parts[0], null, index),
            2 => (parts[0], parts[1], 0),
            3 when int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int index) => (parts[0], parts[1], index),
            _ => throw OperationException.InvalidArgument($"'{name}' is no name of a value in a function."),
        };
    }

    private static (string Node, int Index) SplitGraphName(string name)
    {
        int colon = name.LastIndexOf(':');
        return colon > 0 && int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? (name[..colon], index) : (name, 0);
    }

    private static OperationException NoSuchValue(string node, int index) => OperationException.InvalidArgument($"'{node}' has no output {index}.");
}
