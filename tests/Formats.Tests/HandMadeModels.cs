using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests;

/// <summary>SavedModels put together field by field, for what no exporter at hand writes.</summary>
internal static class HandMadeModels
{
    /// <summary>A SavedModel of one meta graph, tagged <c>serve</c>.</summary>
    public static byte[] Of(WireWriter graph, params ReadOnlySpan<WireWriter> signatures)
    {
        var metaGraph = new WireWriter().Message(1, new WireWriter().Message(2, Operations()).Text(4, "serve").Text(5, "2.16.2")).Message(2, graph);
        foreach (var signature in signatures)
        {
            metaGraph.Message(5, signature);
        }

        return new WireWriter().Varint(1, 1).Message(2, metaGraph).ToArray();
    }

    /// <summary>A signature with one input and one output for each argument given.</summary>
    public static WireWriter Signature(string key, IEnumerable<(string Key, WireWriter Info)> inputs, IEnumerable<(string Key, WireWriter Info)> outputs, IEnumerable<(string Key, WireWriter Value)>? defaults = null)
    {
        var signature = new WireWriter();
        foreach (var (name, info) in inputs)
        {
            signature.Message(1, Entry(name, info));
        }

        foreach (var (name, info) in outputs)
        {
            signature.Message(2, Entry(name, info));
        }

        foreach (var (name, value) in defaults ?? [])
        {
            signature.Message(4, Entry(name, value));
        }

        return Entry(key, signature.Text(3, "tensorflow/serving/predict"));
    }

    /// <summary>An entry of a map.</summary>
    public static WireWriter Entry(string key, WireWriter value) => new WireWriter().Text(1, key).Message(2, value);

    /// <summary>A <c>TensorInfo</c> of one tensor; no shape is an absent message.</summary>
    public static WireWriter Tensor(string name, DataType type, TensorShape? shape = null)
    {
        var info = new WireWriter().Text(1, name).Varint(2, (int)type);
        return shape is { } known ? info.Message(3, Shape(known)) : info;
    }

    /// <summary>A <c>TensorShapeProto</c>.</summary>
    public static WireWriter Shape(TensorShape shape)
    {
        var message = new WireWriter();
        foreach (long dimension in shape.Dimensions)
        {
            message.Message(2, new WireWriter().Varint(1, dimension));
        }

        return shape.HasRank ? message : message.Bool(3, true);
    }

    /// <summary>A node with attributes given as messages.</summary>
    public static WireWriter Node(string name, string operation, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, WireWriter Value)> attributes)
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        foreach (string input in inputs)
        {
            node.Text(3, input);
        }

        foreach (var (attribute, value) in attributes)
        {
            node.Message(5, Entry(attribute, value));
        }

        return node;
    }

    /// <summary>An element type as an attribute.</summary>
    public static WireWriter Type(DataType type) => new WireWriter().Varint(6, (int)type);

    /// <summary>A placeholder.</summary>
    public static WireWriter Placeholder(string name, DataType type) => Node(name, "Placeholder", [], ("dtype", Type(type)));

    /// <summary>A graph of nodes.</summary>
    public static WireWriter Graph(params ReadOnlySpan<WireWriter> nodes)
    {
        var graph = new WireWriter();
        foreach (var node in nodes)
        {
            graph.Message(1, node);
        }

        return graph.Message(4, new WireWriter().Varint(1, 1766));
    }

    /// <summary>A model whose signature takes a ragged tensor and a composite one of another kind, and gives a ragged one.</summary>
    public static byte[] Composite()
    {
        var graph = Graph(
            Placeholder("values", DataType.Float), Placeholder("outer", DataType.Int64), Placeholder("inner", DataType.Int64), Placeholder("slices", DataType.Float),
            Node("twice", "AddV2", ["values", "values"], ("T", Type(DataType.Float))));
        var ragged = Composite(Spec(3, new TensorShape(-1, -1, -1), DataType.Float, 2, DataType.Int64), ("values:0", DataType.Float), ("outer:0", DataType.Int64), ("inner:0", DataType.Int64));
        var doubled = Composite(Spec(3, new TensorShape(-1, -1, -1), DataType.Float, 2, DataType.Int64), ("twice:0", DataType.Float), ("outer:0", DataType.Int64), ("inner:0", DataType.Int64));
        var slices = Composite(new WireWriter().Varint(1, 2).Text(3, "IndexedSlicesSpec"), ("slices:0", DataType.Float));
        return Of(graph, Signature("ragged", [("words", ragged)], [("doubled", doubled)]), Signature("slices", [("gradient", slices)], [("doubled", doubled)]));
    }

    /// <summary>A composite <c>TensorInfo</c> with its components.</summary>
    public static WireWriter Composite(WireWriter spec, params ReadOnlySpan<(string Name, DataType Type)> components)
    {
        var composite = new WireWriter().Message(1, spec);
        foreach (var (name, type) in components)
        {
            composite.Message(2, Tensor(name, type, new TensorShape(-1)));
        }

        return new WireWriter().Message(5, composite);
    }

    /// <summary>A <c>TypeSpecProto</c> with the state that ragged and sparse specs have.</summary>
    public static WireWriter Spec(int kind, TensorShape shape, DataType type, long raggedRank, DataType rowSplits)
    {
        var tuple = new WireWriter()
            .Message(1, new WireWriter().Message(31, Shape(shape)))
            .Message(1, new WireWriter().Varint(32, (int)type))
            .Message(1, new WireWriter().Varint(12, raggedRank << 1))
            .Message(1, new WireWriter().Varint(32, (int)rowSplits));
        return new WireWriter().Varint(1, kind).Message(2, new WireWriter().Message(52, tuple));
    }

    private static WireWriter Operations() => new WireWriter()
        .Message(1, Operation("Placeholder", new WireWriter().Text(1, "output").Text(4, "dtype")))
        .Message(1, Operation("AddV2", new WireWriter().Text(1, "z").Text(4, "T")));

    private static WireWriter Operation(string name, WireWriter output) => new WireWriter().Text(1, name).Message(3, output);
}
