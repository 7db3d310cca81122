using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>Writes a <c>GraphDef</c> by hand: the field numbers are those of <c>graph.proto</c>, <c>node_def.proto</c> and <c>attr_value.proto</c>.</summary>
internal sealed class GraphBuilder
{
    private readonly WireWriter _graph = new();
    private readonly List<WireWriter> _functions = [];

    public int MinConsumer { get; init; }

    public static WireWriter Type(DataType type) => new WireWriter().Varint(6, (int)type);

    public static WireWriter Int(long value) => new WireWriter().Varint(3, value);

    public static WireWriter Text(string value) => new WireWriter().Text(2, value);

    public static WireWriter Types(params DataType[] types)
    {
        var list = new WireWriter();
        Array.ForEach(types, type => list.Varint(6, (int)type));
        return new WireWriter().Message(1, list);
    }

    public static WireWriter Function(string name) => new WireWriter().Message(10, new WireWriter().Text(1, name));

    public static WireWriter Shape(params long[] dimensions)
    {
        var shape = new WireWriter();
        Array.ForEach(dimensions, dimension => shape.Message(2, new WireWriter().Varint(1, dimension)));
        return new WireWriter().Message(7, shape);
    }

    public static WireWriter UnknownShape() => new WireWriter().Message(7, new WireWriter().Bool(3, true));

    /// <summary>A scalar constant.</summary>
    public static WireWriter Tensor(DataType type, ReadOnlySpan<byte> content) =>
        new WireWriter().Message(8, new WireWriter().Varint(1, (int)type).Message(2, new WireWriter()).Bytes(4, content));

    public GraphBuilder Node(string name, string operation, string[] inputs, params (string Key, WireWriter Value)[] attributes)
    {
        _graph.Message(1, WriteNode(name, operation, inputs, attributes));
        return this;
    }

    public GraphBuilder Placeholder(string name, DataType type) => Node(name, "Placeholder", [], ("dtype", Type(type)));

    public GraphBuilder Constant(string name, DataType type, ReadOnlySpan<byte> content) =>
        Node(name, "Const", [], ("dtype", Type(type)), ("value", Tensor(type, content)));

    public GraphBuilder Identity(string name, string input, DataType type) => Node(name, "Identity", [input], ("T", Type(type)));

    /// <summary>A function of one input <c>x</c> and one output <c>y</c> of one type: its body is one node.</summary>
    public GraphBuilder AddFunction(string name, DataType type, string result, WireWriter body)
    {
        static WireWriter Argument(string name, DataType type) => new WireWriter().Text(1, name).Varint(3, (int)type);
        var signature = new WireWriter().Text(1, name).Message(2, Argument("x", type)).Message(3, Argument("y", type));
        _functions.Add(new WireWriter().Message(1, signature).Message(3, body).Message(4, new WireWriter().Text(1, "y").Text(2, result)));
        return this;
    }

    public static WireWriter WriteNode(string name, string operation, string[] inputs, params (string Key, WireWriter Value)[] attributes)
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        Array.ForEach(inputs, input => node.Text(3, input));
        foreach (var (key, value) in attributes)
        {
            node.Message(5, new WireWriter().Text(1, key).Message(2, value));
        }

        return node;
    }

    public byte[] Build()
    {
        const int Producer = 1000;
        var library = new WireWriter();
        _functions.ForEach(function => library.Message(1, function));
        return new WireWriter().Fields(_graph.Written.Span).Message(2, library).Message(4, new WireWriter().Varint(1, Producer).Varint(2, MinConsumer)).ToArray();
    }

    /// <summary>A model of this graph with one signature <c>call</c>.</summary>
    public EngineModel Model(EngineTensor[] inputs, EngineTensor[] outputs) => new()
    {
        Name = "handmade",
        Source = "/models/handmade",
        GraphDef = Build(),
        Signatures = [new EngineSignature("call", inputs, outputs)],
    };

    /// <summary><c>sum = a + b</c> of floats.</summary>
    public static EngineModel Add() =>
        new GraphBuilder()
            .Placeholder("a", DataType.Float)
            .Placeholder("b", DataType.Float)
            .Node("sum", "AddV2", ["a", "b"], ("T", Type(DataType.Float)))
            .Model([new("a:0", DataType.Float), new("b:0", DataType.Float)], [new("sum:0", DataType.Float)]);
}
