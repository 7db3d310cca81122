using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>A <c>NodeDef</c> that is being written.</summary>
/// <param name="name">The node's name.</param>
/// <param name="operation">The type of operation, or the function that is called.</param>
internal sealed class NodeWriter(string name, string operation)
{
    private readonly List<string> _inputs = [];
    private readonly List<string> _controls = [];
    private readonly WireWriter _attributes = new();
    private string _device = "";

    /// <summary>The node's name.</summary>
    public string Name => name;

    /// <summary>Reads a tensor, after those before it.</summary>
    public NodeWriter Input(string tensor)
    {
        _inputs.Add(tensor);
        return this;
    }

    /// <summary>Reads tensors, after those before them.</summary>
    public NodeWriter Inputs(IEnumerable<string> tensors)
    {
        _inputs.AddRange(tensors);
        return this;
    }

    /// <summary>Waits for a node; for each once.</summary>
    public NodeWriter WaitFor(IEnumerable<string> nodes)
    {
        _controls.AddRange(nodes);
        return this;
    }

    /// <summary>Places the node; the empty text is any device.</summary>
    public NodeWriter On(string device)
    {
        _device = device;
        return this;
    }

    /// <summary>Sets an attribute that <see cref="AttributeWriter"/> wrote.</summary>
    public NodeWriter With(string attribute, WireWriter value) => With(attribute, value.Written);

    /// <summary>Sets an attribute that is there as an <c>AttrValue</c>.</summary>
    public NodeWriter With(string attribute, ReadOnlyMemory<byte> value)
    {
        _attributes.Message(5, new WireWriter().Text(1, attribute).Bytes(2, value.Span));
        return this;
    }

    /// <summary>The message. What is waited for comes after what is read, as TensorFlow demands.</summary>
    public WireWriter Write()
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        foreach (string input in _inputs.Concat(_controls.Distinct(StringComparer.Ordinal).Select(control => "^" + control)))
        {
            node.Text(3, input);
        }

        if (_device.Length > 0)
        {
            node.Text(4, _device);
        }

        return node.Fields(_attributes.Written.Span);
    }
}
