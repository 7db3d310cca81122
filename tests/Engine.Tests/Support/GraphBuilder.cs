using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Support;

/// <summary>Writes a <c>GraphDef</c> node by node.</summary>
internal sealed class GraphBuilder
{
    private readonly WireWriter _graph = new();
    private readonly WireWriter _library = new();

    /// <summary>The graph's bytes.</summary>
    public byte[] ToArray() => _graph.Message(2, _library).ToArray();

    /// <summary>Adds a node: <paramref name="inputs"/> separated by spaces, attributes as <see cref="NodeAttribute"/> makes them.</summary>
    public GraphBuilder Node(string name, string operation, string inputs = "", params ReadOnlySpan<(string Name, WireWriter Value)> attributes)
    {
        _graph.Message(1, NodeOf(name, operation, inputs, attributes));
        return this;
    }

    /// <summary>A node on its own, for functions.</summary>
    public static WireWriter NodeOf(string name, string operation, string inputs = "", params ReadOnlySpan<(string Name, WireWriter Value)> attributes)
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        foreach (string input in inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            node.Text(3, input);
        }

        foreach (var (attribute, value) in attributes)
        {
            node.Message(5, new WireWriter().Text(1, attribute).Message(2, value));
        }

        return node;
    }

    /// <summary>Adds a function whose arguments and results have the given names and types.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="results">Its results, with where each comes from: <c>node:output:index</c> or an argument.</param>
    /// <param name="nodes">Its body.</param>
    public GraphBuilder Function(
        string name, (string Name, DataType Type)[] arguments, (string Name, DataType Type, string Source)[] results, params ReadOnlySpan<WireWriter> nodes)
    {
        var signature = new WireWriter().Text(1, name);
        foreach (var argument in arguments)
        {
            signature.Message(2, new WireWriter().Text(1, argument.Name).Varint(3, (int)argument.Type));
        }

        var function = new WireWriter();
        foreach (var result in results)
        {
            signature.Message(3, new WireWriter().Text(1, result.Name).Varint(3, (int)result.Type));
        }

        function.Message(1, signature);
        foreach (var node in nodes)
        {
            function.Message(3, node);
        }

        foreach (var result in results)
        {
            function.Message(4, new WireWriter().Text(1, result.Name).Text(2, result.Source));
        }

        _library.Message(1, function);
        return this;
    }

    /// <summary>Adds a constant.</summary>
    public GraphBuilder Constant(string name, params ReadOnlySpan<int> values) => Constant(name, [], values);

    /// <summary>Adds a constant that waits for a node.</summary>
    public GraphBuilder Constant(string name, string[] inputs, params ReadOnlySpan<int> values) =>
        Node(name, "Const", string.Join(' ', inputs), NodeAttribute.Type("dtype", DataType.Int32), ("value", ConstantValue(values)));

    /// <summary>The value of a constant: one number without axes, more as a vector.</summary>
    public static WireWriter ConstantValue(params ReadOnlySpan<int> values)
    {
        var shape = values.Length == 1 ? new WireWriter() : new WireWriter().Message(2, new WireWriter().Varint(1, values.Length));
        return new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Int32).Message(2, shape).Bytes(4, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values)));
    }

    /// <summary>Adds an argument for a signature.</summary>
    public GraphBuilder Argument(string name, DataType type) => Node(name, "Placeholder", "", NodeAttribute.Type("dtype", type));
}
