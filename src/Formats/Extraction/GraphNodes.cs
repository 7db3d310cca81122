using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Transforms;
using TypedModels.Graphs;
using GraphShapes = TypedModels.Formats.Shapes.GraphShapes;

namespace TypedModels.Formats.Extraction;

/// <summary>
/// The nodes of a graph for signatures that the code declares. A node is described when it is asked for; functions are put in the place of their calls when a name is asked for that
/// the graph alone does not have.
/// </summary>
internal sealed class GraphNodes : IGraphNodes
{
    private readonly MetaGraphDocument _main;
    private readonly Dictionary<string, GraphNode?> _described = new(StringComparer.Ordinal);
    private readonly GraphShapes _mainShapes;
    private MetaGraphDocument? _inlined;
    private GraphShapes? _inlinedShapes;
    private bool _hasTriedInlining;

    private GraphNodes(MetaGraphDocument metaGraph)
    {
        _main = metaGraph;
        _mainShapes = GraphShapes.Of(metaGraph);
    }

    /// <summary>Whether functions were put in the place of their calls: tensors that were found may then be of <see cref="Graph"/> alone.</summary>
    public bool IsInlined => _inlined is not null;

    /// <summary>The graph whose nodes are described.</summary>
    public GraphDocument Graph => Current.Graph;

    /// <inheritdoc/>
    public IEnumerable<string> Names
    {
        get
        {
            Inline();
            return Graph.Nodes.Select(node => node.Name);
        }
    }

    /// <summary>The meta graph with that graph.</summary>
    public MetaGraphDocument MetaGraph => Current;

    private MetaGraphDocument Current => _inlined ?? _main;

    /// <summary>The nodes of a meta graph.</summary>
    public static GraphNodes Of(MetaGraphDocument metaGraph) => new(metaGraph);

    /// <inheritdoc/>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public GraphNode? Find(string name) => FindHere(name) ?? (Inline() ? FindHere(name) : null);

    /// <inheritdoc/>
    public IEnumerable<string> OperationsOf(string function) => ReachedOperations.FromFunction(Graph, function);

    /// <inheritdoc/>
    public bool Inline()
    {
        if (_hasTriedInlining)
        {
            return false;
        }

        _hasTriedInlining = true;
        string[] roots = [.. _main.Signatures.SelectMany(signature => signature.Outputs.Values).SelectMany(output => output.TensorNames)];
        if (roots.Length == 0 || _main.Graph.Functions.Count == 0)
        {
            return false;
        }

        try
        {
            _inlined = _main.WithGraph(GraphInliner.Inline(_main.Graph, roots, _main.OperationDefinitions));
        }
        catch (ModelFormatException)
        {
            return false; // Its functions come to too many nodes, or are damaged: what runs them says so. The graph itself can still be named.
        }

        _inlinedShapes = GraphShapes.Of(_inlined);
        _described.Clear();
        return true;
    }

    private GraphNode? FindHere(string name)
    {
        if (!_described.TryGetValue(name, out var described))
        {
            int index = Graph.Nodes.IndexOf(name);
            described = index < 0 ? null : Describe(Graph.Nodes[index]);
            _described.Add(name, described);
        }

        return described;
    }

    private GraphNode Describe(NodeDocument node)
    {
        var functions = node.Attributes.WithoutAnnotations.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
            .SelectMany(attribute => attribute.Value.Functions)
            .Select(function => function.Name);
        return new GraphNode
        {
            Name = node.Name,
            Operation = node.Operation,
            Outputs = OutputsOf(node).ToValueList(),
            Inputs = node.Inputs.ToValueList(),
            Functions = (Graph.Function(node.Operation) is null ? functions : functions.Prepend(node.Operation)).Distinct().ToValueList(),
            Default = node.Operation == "PlaceholderWithDefault" ? DefaultOf(node) : null,
        };
    }

    private IEnumerable<GraphOutput> OutputsOf(NodeDocument node)
    {
        if (OutputTypes.Of(Current, node) is not { } types)
        {
            yield break; // How many outputs it has is not known either.
        }

        // A shape must not depend on whether some other name had functions put in the place of their calls.
        var shapes = _inlinedShapes is null || _main.Graph.Nodes.IndexOf(node.Name) >= 0 ? _mainShapes : _inlinedShapes;
        for (int i = 0; i < Math.Min(types.Count, GraphShapes.MostOutputs); i++)
        {
            yield return new GraphOutput(types[i]?.Value() ?? DataType.Invalid, shapes.Infer(new TensorName(node.Name, i)).Shape);
        }
    }

    private DefaultValue? DefaultOf(NodeDocument node)
    {
        if (node.Inputs.Count == 0 || TensorName.TryParse(node.Inputs[0]) is not { } input || Graph.Nodes.IndexOf(input.Node) is not (>= 0 and var index))
        {
            return null;
        }

        var source = Graph.Nodes[index];
        return source.Operation == "Const" && source.Attributes["value"]?.Tensor is { Shape.IsFullyKnown: true } value && value.DataType == node.Attributes["dtype"]?.Type
            ? DefaultLiterals.Of(value)
            : null;
    }
}
