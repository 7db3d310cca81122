using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>
/// Puts the bodies of functions in the place of their calls, as <c>tensorflow/core/common_runtime/inline_function_utils.cc</c> does at run time. What a call gives stays there under the
/// call's name: a node reads the results and waits for what the function does beside them. Loops and branches keep their functions.
/// </summary>
internal sealed class GraphInliner
{
    // Functions that call each other twice at each level would double a small file again and again.
    private const int MostNodes = 100_000;
    private const int MostBytes = 512 << 20;

    // Each level makes names longer.
    private const int MostNesting = 64;

    private readonly GraphDocument _graph;
    private readonly IReadOnlyDictionary<string, OperationDefinition>? _definitions;
    private readonly FreshNames _names;
    private readonly ReachedFunctions _functions;
    private readonly WireWriter _nodes = new();
    private readonly bool _hasFrames;
    private int _count;
    private long _bytes;

    private GraphInliner(GraphDocument graph, IReadOnlyDictionary<string, OperationDefinition>? definitions)
    {
        _graph = graph;
        _definitions = definitions;
        _names = new FreshNames(graph.Nodes);
        _functions = new ReachedFunctions(graph);
        _hasFrames = graph.Nodes.ContainsOperation(Frames.Openings);
    }

    /// <summary>The graph with bodies in the place of calls.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="roots">The names of the tensors and operations whose calls are replaced, with those that they need; null for all nodes. The other nodes stay as they are.</param>
    /// <param name="definitions">Definitions of operations that TensorFlow does not have itself, by type.</param>
    /// <exception cref="ModelFormatException">The graph refers to something it does not have, or comes to too many nodes.</exception>
    public static byte[] Inline(GraphDocument graph, IEnumerable<string>? roots = null, IReadOnlyDictionary<string, OperationDefinition>? definitions = null)
    {
        var inliner = new GraphInliner(graph, definitions);
        bool[]? reached = roots is null ? null : ReachedNodes.From(graph.Nodes, roots);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (reached is null || reached[i])
            {
                inliner.Add(graph.Nodes[i], null);
            }
            else
            {
                inliner.Write(graph.Nodes[i]);
            }
        }

        inliner._functions.Write(inliner._nodes, function => function.Bytes, name => name);
        return inliner._nodes.ToArray();
    }

    /// <summary>Adds a node of the graph or of a body.</summary>
    /// <returns>The name of the node if it leaves a trace, or changes something that others can see; else null.</returns>
    private string? Add(NodeDocument node, InlinedCall? scope)
    {
        string name = scope is null ? node.Name : scope.NameOf(node.Name);
        var definition = Definition(node.Operation);
        var attributes = new BoundAttributes(node.Attributes, definition?.Defaults, scope?.Attributes);
        if (FindCall(node, attributes) is { } reference && scope?.IsRunning(reference.Name) != true && (scope?.Depth ?? 0) < MostNesting)
        {
            return AddCall(node, name, reference, attributes, scope);
        }

        if (scope is null)
        {
            Write(node);
            return null;
        }

        AddCopy(node, name, definition, attributes, scope);
        return LeavesTrace(node, definition) ? name : null;
    }

    /// <summary>The function that a node does nothing but call, with its attributes.</summary>
    private FunctionReference? FindCall(NodeDocument node, BoundAttributes attributes)
    {
        if (node.Operation is "PartitionedCall" or "StatefulPartitionedCall")
        {
            return attributes.Find("f")?.Function ?? throw GraphFault.Of($"The call '{node.Name}' does not say which function it calls");
        }

        if (OperationTable.Find(node.Operation) is not null || _graph.Function(node.Operation) is null)
        {
            return null;
        }

        var reference = new WireWriter().Text(1, node.Operation);
        foreach (var attribute in attributes.Given)
        {
            reference.Message(2, new WireWriter().Text(1, attribute.Key).Bytes(2, attribute.Value.Bytes.Span));
        }

        return new FunctionReference(reference.Written);
    }

    private string? AddCall(NodeDocument node, string name, FunctionReference reference, BoundAttributes attributes, InlinedCall? scope)
    {
        var function = _graph.Function(reference.Name) ?? throw GraphFault.Of($"'{name}' calls the function '{reference.Name}', which the graph's library does not have");
        Charge(function.Nodes.Count, (long)function.Nodes.Count * name.Length);
        var (inputs, controls) = Wire(node, scope);
        string device = node.Device.Length > 0 ? node.Device : scope?.Device ?? "";
        var call = new InlinedCall(function, new BoundAttributes(reference.Attributes, function.Definition.Defaults, null, function.Attributes), name, inputs, _names, Definition)
        {
            Controls = [.. controls.Concat(scope?.Controls ?? []).Distinct(StringComparer.Ordinal)],
            Device = device,
            Caller = scope,
        };
        var traces = new List<string>();
        foreach (var inner in function.Nodes)
        {
            if (Add(inner, call) is { } trace)
            {
                traces.Add(trace);
            }
        }

        AddResults(call, attributes, scope, traces);
        return traces.Count > 0 || function.ControlResults.Count > 0 ? name : null;
    }

    /// <summary>The node that stands for the call: it gives the results when everything that the function does is done.</summary>
    private void AddResults(InlinedCall call, BoundAttributes attributes, InlinedCall? scope, List<string> traces)
    {
        var function = call.Function;
        List<string> results = [];
        List<DataType> types = [];
        foreach (var result in function.Definition.Outputs)
        {
            if (!function.Results.TryGetValue(result.Name, out string? source))
            {
                throw GraphFault.Of($"The function '{function.Name}' does not say where its result '{result.Name}' comes from");
            }

            int first = types.Count;
            types.AddRange(ArgumentLayout.Types(result, call.Attributes));
            Charge(types.Count - first, 0);
            results.AddRange(Enumerable.Range(0, types.Count - first).Select(offset => call.Tensor(source, offset)));
        }

        var writer = new NodeWriter(call.Name, types.Count switch { 0 => "NoOp", 1 => "Identity", _ => "IdentityN" }).Inputs(results).On(call.Device);
        writer.WaitFor(function.ControlResults.Values.Select(call.Node));

        // What a branch of TensorFlow 1 does runs only when the branch is taken: waiting for it would make the call part of the branch.
        writer.WaitFor(HasFrames(function) ? [] : traces).WaitFor(results.Count == 0 ? call.Controls : []);
        if (types.Count > 0)
        {
            writer.With("T", types.Count == 1 ? AttributeWriter.Type(types[0]) : AttributeWriter.Types(types));
        }

        foreach (var attribute in attributes.Given.Where(attribute => attribute.Key is "_output_shapes" or Colocation.Attribute))
        {
            Annotate(writer, attribute, scope);
        }

        Write(writer);
    }

    private void AddCopy(NodeDocument node, string name, OperationDefinition? definition, BoundAttributes attributes, InlinedCall scope)
    {
        var (inputs, controls) = Wire(node, scope);
        var writer = new NodeWriter(name, node.Operation).Inputs(inputs).WaitFor(controls).On(node.Device.Length > 0 ? node.Device : scope.Device);
        if (node.Inputs.Count == 0 || SeesState(definition))
        {
            writer.WaitFor(scope.Controls);
        }

        if (node.Inputs.Count == 0 && scope.Controls.Count == 0 && _hasFrames && scope.Inputs.Count > 0)
        {
            // In a loop of TensorFlow 1, what waits for nothing of the loop lies outside of it.
            writer.WaitFor([InlinedCall.NodeOf(scope.Inputs[0])]);
        }

        bool keepsName = SharedNames.IsNodeName(node.Operation, attributes);
        foreach (var attribute in attributes.Given)
        {
            if (attribute.Key == Frames.NameAttribute && Frames.IsEnter(node.Operation))
            {
                writer.With(attribute.Key, AttributeWriter.Text($"{scope.Name}/{attributes.Text(attribute.Key)}"));
            }
            else if (!keepsName || attribute.Key != SharedNames.Attribute)
            {
                Annotate(writer, attribute, scope);
            }
        }

        Write(keepsName ? writer.With(SharedNames.Attribute, AttributeWriter.Text(node.Name)) : writer);
    }

    private static void Annotate(NodeWriter writer, KeyValuePair<string, AttributeDocument> attribute, InlinedCall? scope)
    {
        if (attribute.Key != Colocation.Attribute || scope is null)
        {
            writer.With(attribute.Key, attribute.Value.Bytes);
        }
        else if (Colocation.Rewrite(attribute.Value, scope.FindNode) is { } places)
        {
            writer.With(attribute.Key, places);
        }
    }

    private static (List<string> Inputs, List<string> Controls) Wire(NodeDocument node, InlinedCall? scope)
    {
        List<string> inputs = [], controls = [];
        foreach (string input in node.Inputs)
        {
            if (input.Length > 0 && input[0] == '^')
            {
                controls.Add(scope is null ? input.Substring(1) : scope.Node(input.Substring(1)));
            }
            else
            {
                inputs.Add(scope is null ? input : scope.Tensor(input));
            }
        }

        return (inputs, controls);
    }

    private OperationDefinition? Definition(string operation) =>
        OperationTable.Find(operation) ?? _graph.Function(operation)?.Definition ?? (_definitions is not null && _definitions.TryGetValue(operation, out var known) ? known : null);

    /// <summary>Whether what the operation gives may depend on when it runs.</summary>
    private static bool SeesState(OperationDefinition? definition) =>
        definition is not { IsStateful: false } || definition.Inputs.Any(input => input.IsReference || input.Type == DataType.Resource);

    private static bool LeavesTrace(NodeDocument node, OperationDefinition? definition) =>
        StateChange.IsOne(node.Operation)
        || (definition is { IsStateful: true } && (definition.Outputs.Length == 0 || node.Attributes.WithoutAnnotations.Any(attribute => attribute.Value.Functions.Any())));

    private static bool HasFrames(FunctionDocument function) => function.Nodes.ContainsOperation(Frames.Openings);

    private void Write(NodeWriter writer)
    {
        var bytes = writer.Write().Written;
        Charge(0, bytes.Length);
        Write(new NodeDocument(bytes));
    }

    private void Write(NodeDocument node)
    {
        _nodes.Bytes(1, node.Bytes.Span);
        _functions.Add(node);
    }

    private void Charge(int nodes, long bytes)
    {
        _count += nodes;
        _bytes += bytes;
        if (_count > MostNodes || _bytes > Math.Min(MostBytes, int.MaxValue / 2 - (_graph.Bytes.Length / 2)))
        {
            throw GraphFault.Of(
                $"The functions of the graph call each other so often that they come to more than {MostNodes} nodes, or {MostBytes >> 20} MB",
                "Load the model without putting functions in the place of their calls");
        }
    }
}
