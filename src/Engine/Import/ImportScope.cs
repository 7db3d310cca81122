using System.Text;
using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Import;

/// <summary>
/// The names of one graph, or of one call of a function: what a name stands for there. Nodes are created when they are first named, and linked to what they read later.
/// Names stay the bytes that they are in the file.
/// </summary>
/// <param name="importer">Who imports.</param>
/// <param name="table">The nodes.</param>
/// <param name="caller">The scope that calls the function, or null for the graph itself.</param>
internal sealed partial class ImportScope(GraphImporter importer, NodeTable table, ImportScope? caller)
{
    // By positions in the table: the nodes that were created, and the scopes of calls whose functions took their place.
    private readonly Dictionary<int, object> _made = [];
    private readonly ImportScope? _caller = caller;
    private Dictionary<int, Dictionary<int, Node>>? _fed;
    private Dictionary<Node, int[]>? _starts;
    private Func<int, NodeOutput>? _argument;
    private NodeOutput[] _arguments = [];
    private int[]? _argumentStarts;
    private NodeOutput[]? _results;
    private int[]? _resultStarts;
    private List<Node>? _controls;
    private List<Node>? _outerControls;

    /// <summary>The function that is called, or null for the graph itself.</summary>
    public FunctionDocument? Function { get; init; }

    /// <summary>The attributes that the function is called with.</summary>
    public NodeAttributes? Attributes { get; init; }

    /// <summary>The function as it stays one, or null where its body is put in the place of a call.</summary>
    public FunctionGraph? Graph { get; init; }

    /// <summary>What the names of its nodes begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The node that calls the function, where its body is put in the node's place.</summary>
    private NodeDocument? Call { get; init; }

    /// <summary>Whether the call is of an operation whose results are one list, rather than named after the function's.</summary>
    private bool IsGenericCall { get; init; }

    /// <summary>The values of the function's results, in order.</summary>
    public NodeOutput[] Results => _results ??= ResolveResults();

    /// <summary>The nodes that have to run before whatever waits for the call.</summary>
    private List<Node> Controls => _controls ??= Function!.ControlResults.Count > 0 ? ResolveControlResults() : [.. Results.Select(result => result.Node)];

    /// <summary>Says that a tensor is given by the caller.</summary>
    public void Feed(string tensor, Node argument)
    {
        var name = ValueName.InGraph(Encoding.UTF8.GetBytes(tensor));
        int position = table.IndexOf(name.Node);
        GraphImporter.RequireType("input", tensor, argument.OutputTypes[0], TypeOf(position, name));
        _fed ??= [];
        if (!_fed.TryGetValue(position, out var values))
        {
            _fed.Add(position, values = []);
        }

        values[name.Index] = argument;
    }

    /// <summary>Says where the function's arguments come from.</summary>
    public void SetArguments(Func<int, NodeOutput> argument)
    {
        _argument = argument;
        var values = ArgumentValues.Of(Function!.Definition.Inputs, Attributes!);
        (_arguments, _argumentStarts) = (new NodeOutput[values.Types.Length], values.Starts);
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

    /// <summary>The nodes that run although no result of the function needs them.</summary>
    public List<Node> ResolveControlResults()
    {
        var controls = new List<Node>();
        foreach (string name in Function!.ControlResults.Values)
        {
            AddControl(Encoding.UTF8.GetBytes(name), controls);
        }

        return controls;
    }

    /// <summary>The value of a name; of a reference variable its value at that time.</summary>
    public NodeOutput ResolveValue(ReadOnlySpan<byte> name, int offset = 0)
    {
        var output = Resolve(name, offset);
        return output.Node.References is { } references && references[output.Index] != DataType.Invalid ? ReadReference(output, null) : output;
    }

    /// <summary>Adds the nodes that have to run before whatever waits for the node of a name.</summary>
    public void AddControl(ReadOnlySpan<byte> name, List<Node> controls)
    {
        if (FindArgument(name, 0) >= 0 || IsFedPlaceholder(name))
        {
            return;
        }

        object made = Make(name);
        if (made is Node node)
        {
            controls.Add(node);
        }
        else
        {
            controls.AddRange(((ImportScope)made).Controls);
        }
    }

    // Any other node runs where it is waited for, although its value is given (tensorflow/core/graph/subgraph.cc).
    private bool IsFedPlaceholder(ReadOnlySpan<byte> name) =>
        _fed is not null && table.IndexOf(name) is >= 0 and var position && FindFed(position, 0) is not null && table[position].Operation is "Placeholder" or "PlaceholderV2";

    private Node? FindFed(int position, int index) => _fed is not null && _fed.TryGetValue(position, out var values) ? values.GetValueOrDefault(index) : null;

    /// <summary>The position of an argument's value among those of the function, or −1.</summary>
    private int FindArgument(ReadOnlySpan<byte> name, int index) =>
        Function is not null && Function.IndexOfArgument(name) is >= 0 and var argument ? ArgumentValues.PositionOf(_argumentStarts, argument, index) : -1;

    private NodeOutput[] ResolveResults()
    {
        var outputs = Function!.Definition.Outputs;
        var values = ArgumentValues.Of(outputs, Attributes!);
        var results = new NodeOutput[values.Types.Length];
        _resultStarts = values.Starts;
        for (int i = 0, position = 0; i < outputs.Length; i++)
        {
            int end = values.Starts is null ? i + 1 : values.Starts[i + 1];
            if (position < end && !Function.Results.ContainsKey(outputs[i].Name))
            {
                throw OperationException.InvalidArgument($"The function '{Function.Name}' does not say where its result '{outputs[i].Name}' comes from.");
            }

            // A result that is a list comes from an output that is one.
            for (int offset = 0; position < end; position++, offset++)
            {
                results[position] = ResolveValue(Encoding.UTF8.GetBytes(Function.Results[outputs[i].Name]), offset);
            }
        }

        return results;
    }

    private NodeOutput Resolve(ReadOnlySpan<byte> name, int offset)
    {
        var value = Function is null ? ValueName.InGraph(name) : ValueName.InFunction(name);
        int index = value.Index + offset;
        if (!value.HasOutput && FindArgument(value.Node, index) is >= 0 and var argument)
        {
            return _arguments[argument].Node is not null ? _arguments[argument] : _arguments[argument] = _argument!(argument);
        }

        if (_fed is not null && table.IndexOf(value.Node) is >= 0 and var position && FindFed(position, index) is { } fed)
        {
            return fed.Output(0);
        }

        object made = Make(value.Node);
        if (made is not Node node)
        {
            var call = (ImportScope)made;
            var results = call.Results;
            int result = value.HasOutput && !call.IsGenericCall ? PositionOf(call.Function!.Definition.Outputs, call._resultStarts, value, index) : index;
            return result < results.Length ? results[result] : throw NoSuchValue(value.Node, index);
        }

        if (value.HasOutput && node.Definition is { } definition)
        {
            index = PositionOf(definition.Outputs, _starts?.GetValueOrDefault(node), value, index);
        }

        // Nobody knows how many values an unknown operation has; that it is unknown is told later, with all others.
        return index < node.OutputTypes.Length || node.Definition is null ? node.Output(index) : throw NoSuchValue(value.Node, index);
    }

    /// <summary>The type of a tensor, or null when nobody knows the operation; nothing is imported for it.</summary>
    private DataType? TypeOf(int position, ValueName name)
    {
        if (position < 0)
        {
            throw OperationException.InvalidArgument($"the tensor '{Encoding.UTF8.GetString(name.Node)}:{name.Index}' is to be given, but there is no node of that name.");
        }

        var document = table[position];
        if ((OperationTable.Find(document.Operation) ?? importer.Document.Function(document.Operation)?.Definition) is not { } definition)
        {
            return null;
        }

        var values = ArgumentValues.Of(definition.Outputs, new NodeAttributes(document.Attributes, definition.Defaults, null));
        return name.Index >= values.Types.Length ? throw NoSuchValue(name.Node, name.Index)
            : values.References is { } references && references[name.Index] != DataType.Invalid ? references[name.Index] : values.Types[name.Index];
    }

    /// <summary>The node of a name, or the scope of the call that was replaced by its function.</summary>
    private object Make(ReadOnlySpan<byte> name)
    {
        int position = table.IndexOf(name);
        if (position < 0)
        {
            throw OperationException.InvalidArgument($"'{Prefix}{Encoding.UTF8.GetString(name)}' is read or named, but there is no node of that name.");
        }

        if (!_made.TryGetValue(position, out object? made))
        {
            var document = table[position];
            importer.NodeCount += Function is null ? 0 : 1;
            _made.Add(position, made = (object?)TryInline(document) ?? Create(document));
        }

        return made;
    }

    private ImportScope? TryInline(NodeDocument document)
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
            return null;
        }

        var function = importer.Find(reference.Name);
        var scope = new ImportScope(importer, function.Nodes, this)
        {
            Function = function,
            Attributes = new NodeAttributes(reference.Attributes, function.Definition.Defaults, Attributes),
            Prefix = $"{Prefix}{document.Name}/",
            IsGenericCall = isGeneric,
            Call = document,
        };
        int[] inputs = [.. Enumerable.Range(0, document.InputCount).Where(i => !IsControl(document.Input(i)))];
        scope.SetArguments(index => index < inputs.Length ? ResolveValue(document.Input(inputs[index])) : throw NoSuchValue(Encoding.UTF8.GetBytes(document.Name), index));
        return scope;
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

    private static int PositionOf(OperationArgument[] outputs, int[]? starts, ValueName value, int index) =>
        ArgumentValues.PositionOf(outputs, starts, value.Output, index) is >= 0 and var position ? position : throw NoSuchValue(value.Node, index);

    private static bool IsControl(ReadOnlySpan<byte> input) => input.Length > 0 && input[0] == (byte)'^';

    private static OperationException NoSuchValue(ReadOnlySpan<byte> node, int index) => OperationException.InvalidArgument($"'{Encoding.UTF8.GetString(node)}' has no output {index}.");
}
