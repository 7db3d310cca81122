using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Transforms;

namespace TypedModels.Keras.Graphs;

/// <summary>A node on its way into a graph. Attributes that give the types and the number of its inputs are set by what it is given.</summary>
internal sealed class NodeBuilder
{
    private readonly LayerGraph _graph;
    private readonly OperationDefinition _definition;
    private readonly Dictionary<string, WireWriter> _attributes = new(StringComparer.Ordinal);
    private readonly List<GraphTensor> _inputs = [];
    private readonly List<string> _waitFor = [];
    private string? _name;
    private string? _fullName;
    private int _arguments;

    /// <param name="graph">The graph.</param>
    /// <param name="operation">The type of operation.</param>
    public NodeBuilder(LayerGraph graph, string operation)
    {
        _graph = graph;
        _definition = OperationTable.Find(operation) ?? throw new ArgumentException($"TensorFlow has no operation '{operation}'.", nameof(operation));
    }

    /// <summary>Calls the node something else than its operation; the name is made unique in the current scope.</summary>
    public NodeBuilder Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>Gives the node a name that was taken from the graph's.</summary>
    public NodeBuilder Fixed(string fullName)
    {
        _fullName = fullName;
        return this;
    }

    /// <summary>Gives the next argument, a single tensor.</summary>
    public NodeBuilder Input(GraphTensor tensor)
    {
        var argument = NextArgument();
        if (argument.TypeAttribute.Length > 0)
        {
            _attributes[argument.TypeAttribute] = AttributeWriter.Type(tensor.DataType);
        }

        _inputs.Add(tensor);
        return this;
    }

    /// <summary>Gives the next argument, a list of tensors.</summary>
    public NodeBuilder Input(IReadOnlyList<GraphTensor> tensors)
    {
        var argument = NextArgument();
        if (argument.TypeListAttribute.Length > 0)
        {
            _attributes[argument.TypeListAttribute] = AttributeWriter.Types(tensors.Select(tensor => tensor.DataType));
        }

        if (argument.NumberAttribute.Length > 0)
        {
            _attributes[argument.NumberAttribute] = AttributeWriter.Integer(tensors.Count);
        }

        if (argument.TypeAttribute.Length > 0 && tensors.Count > 0)
        {
            _attributes[argument.TypeAttribute] = AttributeWriter.Type(tensors[0].DataType);
        }

        _inputs.AddRange(tensors);
        return this;
    }

    /// <summary>Lets the node run after others, by name.</summary>
    public NodeBuilder WaitFor(params string[] nodes)
    {
        _waitFor.AddRange(nodes);
        return this;
    }

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, long value) => With(attribute, AttributeWriter.Integer(value));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, IReadOnlyList<long> values) => With(attribute, AttributeWriter.Integers(values));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, bool value) => With(attribute, AttributeWriter.Bool(value));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, float value) => With(attribute, AttributeWriter.Float(value));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, string value) => With(attribute, AttributeWriter.Text(value));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, DataType value) => With(attribute, AttributeWriter.Type(value));

    /// <summary>Sets an attribute.</summary>
    public NodeBuilder With(string attribute, TensorShape value) => With(attribute, AttributeWriter.Shape(value));

    /// <summary>Sets an attribute that <see cref="AttributeWriter"/> wrote.</summary>
    public NodeBuilder With(string attribute, WireWriter value)
    {
        _attributes[attribute] = value;
        return this;
    }

    /// <summary>Adds the node.</summary>
    /// <returns>The first of its outputs.</returns>
    public GraphTensor Output() => Outputs()[0];

    /// <summary>Adds the node.</summary>
    /// <returns>Its outputs.</returns>
    /// <exception cref="ModelFormatException">What it is given can never fit together.</exception>
    public IReadOnlyList<GraphTensor> Outputs() => _graph.Add(Write(), _definition, _inputs);

    /// <summary>Adds the node for what it does.</summary>
    /// <returns>Its name, for nodes that wait for it.</returns>
    public string Add()
    {
        var node = Write();
        _graph.Add(node, _definition, _inputs);
        return node.Name;
    }

    private NodeWriter Write()
    {
        string name = _fullName ?? _graph.Names.Take(_name ?? _definition.Name);
        var node = new NodeWriter(name, _definition.Name).Inputs(_inputs.Select(input => input.Name)).WaitFor(_waitFor);
        foreach (var attribute in _attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            node.With(attribute.Key, attribute.Value);
        }

        return node;
    }

    private OperationArgument NextArgument() => _arguments < _definition.Inputs.Length
        ? _definition.Inputs[_arguments++]
        : throw new ArgumentException($"{_definition.Name} takes {_definition.Inputs.Length} inputs, and more are given.");
}
