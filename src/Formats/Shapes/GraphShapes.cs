using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Shapes;

/// <summary>
/// What is known of the types and shapes of a graph's tensors without running it: from what nodes declare (<c>_output_shapes</c>), constants, placeholders, variables and <see cref="ShapeRules"/>,
/// through the functions that are called. Only the nodes that a tensor comes from are looked at, each once. Not for several threads at once.
/// </summary>
internal sealed class GraphShapes
{
    /// <summary>The most values of a node that are looked at.</summary>
    public const int MostOutputs = 4096;

    // Attributes of a few bytes may call for any number of values, and functions call each other exponentially often.
    private const int MostValues = 1 << 20;
    private const int MostCallDepth = 16;
    private const int MostCallNodes = 1 << 18;
    private const int MostLoopRounds = 4;

    private readonly MetaGraphDocument _metaGraph;
    private readonly bool _believesDeclared;
    private readonly ShapeScope _main;
    private readonly Dictionary<string, ShapeScope> _calls = new(StringComparer.Ordinal);
    private int _values;
    private int _callNodes;

    private GraphShapes(MetaGraphDocument metaGraph, bool believesDeclared)
    {
        _metaGraph = metaGraph;
        _believesDeclared = believesDeclared;
        _main = new ShapeScope(metaGraph, null, [], null, 0);
    }

    /// <summary>The shapes of a graph.</summary>
    /// <param name="metaGraph">The graph.</param>
    /// <param name="believesDeclared">Whether what nodes declare in <c>_output_shapes</c> counts.</param>
    public static GraphShapes Of(MetaGraphDocument metaGraph, bool believesDeclared = true) => new(metaGraph, believesDeclared);

    /// <summary>The element type and the shape of a tensor, as far as they are known.</summary>
    /// <exception cref="ModelFormatException">The graph's bytes are damaged.</exception>
    public (DataType? Type, TensorShape Shape) Infer(TensorName tensor)
    {
        int node = _main.Nodes.IndexOf(tensor.Node);
        if (node < 0)
        {
            return (null, TensorShape.Unknown);
        }

        Run(_main, node);
        return (TypeOf(_main.Nodes[node], tensor.Index), _main.ValueOf(new ScopeValue(node, tensor.Index)).Shape.ToTensorShape());
    }

    private DataType? TypeOf(NodeDocument node, int index)
    {
        const int FirstReference = 100;

        var types = OutputTypes.Of(_metaGraph, node);
        return types is null || index >= types.Count || types[index] is not { } type || type == DataType.Invalid ? null : (int)type > FirstReference ? type - FirstReference : type;
    }

    // A stack of our own: graphs are chains of tens of thousands of nodes.
    private void Run(ShapeScope scope, int node)
    {
        var stack = new Stack<Visit>();
        stack.Push(new Visit(scope, node));
        while (stack.Count > 0)
        {
            var visit = stack.Peek();
            if (visit.Steps is null)
            {
                if (!visit.Scope.Begin(visit.Node))
                {
                    stack.Pop();
                    continue;
                }

                visit.Steps = Steps(visit.Scope, visit.Node).GetEnumerator();
            }

            if (!visit.Steps.MoveNext())
            {
                stack.Pop();
                continue;
            }

            var (needed, values) = visit.Steps.Current;
            foreach (var value in values)
            {
                if (value is { Node: >= 0 } source && needed.IsNew(source.Node))
                {
                    stack.Push(new Visit(needed, source.Node));
                }
            }
        }
    }

    /// <summary>Finds out about a node. Each step names values that are to be known before the next.</summary>
    private IEnumerable<(ShapeScope Scope, ScopeValue?[] Values)> Steps(ShapeScope scope, int index)
    {
        var node = scope.Nodes[index];
        ScopeValue?[] sources = [.. node.Inputs.Where(input => input.Length > 0 && input[0] != '^').Select(scope.Resolve)];
        yield return (scope, sources);

        var view = View(scope, node, Array.ConvertAll(sources, source => scope.ValueOf(source)));
        ValueFacts[] values = [];
        if (FunctionCall.Of(view, node.Attributes, _metaGraph.Graph) is not { } call)
        {
            values = Apply(view);
        }
        else if (call.IsLoop)
        {
            var arguments = view.Inputs.Select(input => new ValueFacts(input.Shape) { Held = input.Held }).ToArray();
            for (int round = 0; round < MostLoopRounds && call.Functions.Count == 1; round++)
            {
                if (Enter(scope, call.Functions[0], view, arguments) is not { } body || body.Results.Length != arguments.Length)
                {
                    break;
                }

                yield return body;
                ValueFacts[] next = [.. arguments.Zip(body.Results, (argument, result) => argument.Or(body.Scope.ValueOf(result)))];
                if (next.Zip(arguments, (left, right) => left.ToString() == right.ToString()).All(same => same))
                {
                    values = next;
                    break;
                }

                arguments = next;
            }
        }
        else
        {
            for (int i = 0; i < call.Functions.Count; i++)
            {
                if (Enter(scope, call.Functions[i], view, [.. view.Inputs.Skip(call.FirstArgument)]) is not { } body)
                {
                    values = [];
                    break;
                }

                yield return body;
                var results = Array.ConvertAll(body.Results, result => body.Scope.ValueOf(result));
                values = i == 0 ? results : [.. values.Zip(results, (left, right) => left.Or(right))];
            }
        }

        scope.End(index, WithDeclared(view, node, values));
    }

    private GraphNode View(ShapeScope scope, NodeDocument node, ValueFacts[] inputs)
    {
        var defaults = (_metaGraph.OperationDefinitions.TryGetValue(node.Operation, out var known) ? known : OperationTable.Find(node.Operation))?.Defaults;
        long count = OutputTypes.Of(_metaGraph, node)?.Count ?? 0;
        count = count <= MostOutputs && _values + count <= MostValues ? count : 0;
        _values += (int)count;
        return new GraphNode(node, defaults, scope.Attributes, inputs, (int)count);
    }

    private ValueFacts[] Apply(GraphNode node)
    {
        try
        {
            return NodeFacts.Of(node, _metaGraph.Graph.Versions.Producer);
        }
        catch (Exception exception) when (exception is ShapeConflictException or ArithmeticException)
        {
            // What never fits says nothing; whoever runs the graph says so.
            return [];
        }
    }

    private ValueFacts[] WithDeclared(GraphNode view, NodeDocument node, ValueFacts[] values)
    {
        var facts = Enumerable.Range(0, view.OutputCount).Select(i => i < values.Length ? values[i] : ValueFacts.Unknown).ToArray();
        And(view.Operation is "If" or "StatelessIf" or "Case" or "StatelessCase" or "While" or "StatelessWhile" ? view.FindAttribute("output_shapes") : null);
        And(_believesDeclared ? node.Attributes["_output_shapes"] : null);
        return facts;

        void And(AttributeDocument? declared)
        {
            var shapes = declared?.List?.Shapes ?? [];
            for (int i = 0; i < facts.Length && shapes.Count == facts.Length; i++)
            {
                facts[i] = facts[i].And(InferredShape.Of(shapes[i]));
            }
        }
    }

    /// <summary>The body of a function with the values that its results are; null when it is not there, or has been gone into too deeply or too often.</summary>
    private Body? Enter(ShapeScope caller, FunctionReference reference, GraphNode node, ValueFacts[] arguments)
    {
        if (_metaGraph.Graph.Function(reference.Name) is not { } function || function.Definition.Outputs.Any(output => output.NumberAttribute.Length > 0 || output.TypeListAttribute.Length > 0))
        {
            return null;
        }

        // What a function with attributes gives may hang on them.
        string key = function.Definition.Attributes.Length > 0 ? $"{_callNodes} {reference.Name}" : $"{reference.Name} {string.Join<ValueFacts>(" ", arguments)}";
        if (!_calls.TryGetValue(key, out var scope))
        {
            if (caller.Depth >= MostCallDepth || _callNodes + function.Nodes.Count >= MostCallNodes)
            {
                return null;
            }

            _callNodes += function.Nodes.Count + 1;
            scope = new ShapeScope(_metaGraph, function, arguments, name => AttributeOf(reference, function, node, caller, name), caller.Depth + 1);
            _calls.Add(key, scope);
        }

        return new Body(scope, [.. function.Definition.Outputs.Select(output => function.Results.TryGetValue(output.Name, out string? result) ? scope.Resolve(result) : null)]);
    }

    private static AttributeDocument? AttributeOf(FunctionReference reference, FunctionDocument function, GraphNode node, ShapeScope caller, string name) =>
        reference.Attributes[name] is { } given ? given.Placeholder is { } outer ? caller.Attributes?.Invoke(outer) : given
        : node.Operation == reference.Name ? node.FindAttribute(name)
        : function.Definition.Defaults.TryGetValue(name, out var value) ? value : null;

    private sealed record Body(ShapeScope Scope, ScopeValue?[] Results)
    {
        public static implicit operator (ShapeScope, ScopeValue?[])(Body body) => (body.Scope, body.Results);
    }

    private sealed class Visit(ShapeScope scope, int node)
    {
        public ShapeScope Scope => scope;

        public int Node => node;

        public IEnumerator<(ShapeScope Scope, ScopeValue?[] Values)>? Steps { get; set; }
    }
}
