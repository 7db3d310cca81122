using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Keras;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Shapes;
using TypedModels.Formats.Transforms;

namespace TypedModels.Keras.Graphs;

/// <summary>
/// A graph of TensorFlow's operations that layers add theirs to, or the body of a function in it. The types and, as far as they can be known, the shapes of all tensors are worked out as nodes are added, by the same
/// rules as for any graph (<see cref="ShapeRules"/>).
/// </summary>
internal sealed partial class LayerGraph
{
    /// <summary>The version of GraphDef that graphs are written in: that of TensorFlow 2.16.</summary>
    public const int Version = 1766;

    private const int NodeField = 1, LibraryField = 2, VersionsField = 4;

    private readonly LayerGraph? _outer;
    private readonly WireWriter _nodes = new(1 << 12);
    private readonly Dictionary<Weight, GraphTensor> _handles = new(ReferenceComparer.Instance);
    private readonly Dictionary<Weight, GraphTensor> _values = new(ReferenceComparer.Instance);
    private readonly LayerFunctions _functions;
    private readonly GraphLimits _limits;

    /// <summary>An empty graph.</summary>
    public LayerGraph()
    {
        _functions = new LayerFunctions();
        _limits = new GraphLimits();
        Names = new NodeNames(_limits);
    }

    private LayerGraph(LayerGraph outer)
    {
        _outer = outer;
        _functions = outer._functions;
        _limits = outer._limits;
        Names = new NodeNames(_limits);
    }

    /// <summary>The names of its nodes.</summary>
    public NodeNames Names { get; }

    /// <summary>How much of what configurations may ask for has been added, in the functions too.</summary>
    public GraphLimits Limits => _limits;

    /// <summary>The operations that have to run once before the first call, such as those that fill tables.</summary>
    public List<string> Initialisers { get; } = [];

    /// <summary>Whether it is a function's body, which reads nothing but its arguments.</summary>
    public bool IsFunction => _outer is not null;

    /// <summary>A node to add.</summary>
    /// <param name="operation">The type of operation.</param>
    public NodeBuilder Node(string operation) => new(this, operation);

    /// <summary>Adds a node of inputs and of attributes with defaults alone.</summary>
    /// <returns>The first of its outputs.</returns>
    public GraphTensor Add(string operation, params ReadOnlySpan<GraphTensor> inputs)
    {
        var node = Node(operation);
        foreach (var input in inputs)
        {
            node.Input(input);
        }

        return node.Output();
    }

    /// <summary>Adds a node that is written.</summary>
    /// <exception cref="ModelFormatException">What it reads can never fit together.</exception>
    public IReadOnlyList<GraphTensor> Add(NodeWriter node, OperationDefinition definition, IReadOnlyList<GraphTensor> inputs)
    {
        _limits.AddNode();
        var message = node.Write();
        _nodes.Message(NodeField, message);
        var document = new NodeDocument(message.ToArray());
        var types = OutputTypes.Of(definition, document);
        var view = new GraphNode(document, definition.Defaults, null, [.. inputs.Select(input => input.Facts)], (int)Math.Min(types.Count, GraphShapes.MostOutputs));
        var facts = FactsOf(view, inputs);
        return [.. types.InOrder().Select((output, index) => new GraphTensor(
            NameOf(node.Name, output.Name, output.Index, index),
            output.Type ?? throw new ArgumentException($"The type of '{node.Name}:{index}' is not given."),
            index < facts.Length ? facts[index] : ValueFacts.Unknown))];
    }

    /// <summary>The whole graph: a serialised <c>GraphDef</c>.</summary>
    public byte[] ToGraphDef()
    {
        var graph = new WireWriter(_nodes.Written.Length + 64).Fields(_nodes.Written.Span);
        graph.Message(LibraryField, _functions.Library);
        return graph.Message(VersionsField, new WireWriter().Varint(1, Version)).ToArray();
    }

    private static ValueFacts[] FactsOf(GraphNode node, IReadOnlyList<GraphTensor> inputs)
    {
        try
        {
            return NodeFacts.Of(node, Version);
        }
        catch (Exception exception) when (exception is ShapeConflictException or ArithmeticException)
        {
            throw KerasFault.Damaged($"{node.Operation} cannot take {string.Join(" and ", inputs.Select(input => $"{input.DataType.ToWord()} {input.Shape}"))}");
        }
    }

    // Graphs name a tensor by its node and its place among the outputs, functions by its node and its place among those of one name (function.proto).
    private string NameOf(string node, string output, long indexInOutput, int index) =>
        IsFunction ? FormattableString.Invariant($"{node}:{output}:{indexInOutput}") : index == 0 ? node : FormattableString.Invariant($"{node}:{index}");
}
