using System.Runtime.InteropServices;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Architectures.Onnx;

/// <summary>Writes an ONNX model: a graph of the operations of the default domain (onnx.proto).</summary>
/// <param name="operatorSet">The version of the operations.</param>
internal sealed class OnnxGraph(int operatorSet)
{
    private const int IrVersion = 8;
    private const int NodeField = 1, NameField = 2, InitialiserField = 5, InputField = 11, OutputField = 12;

    private readonly WireWriter _nodes = new(1 << 12);
    private readonly WireWriter _initialisers = new(1 << 20);
    private readonly WireWriter _arguments = new();
    private int _names;

    /// <summary>A node to add.</summary>
    /// <param name="operation">The type of operation.</param>
    public OnnxNode Node(string operation) => new(this, operation);

    /// <summary>Adds a node without attributes.</summary>
    /// <returns>The name of its only output.</returns>
    public string Add(string operation, params ReadOnlySpan<string> inputs) => Node(operation).Input(inputs).Output();

    /// <summary>A node that is told axes or lengths, as an input since version 13 of the operations and as an attribute before.</summary>
    public OnnxNode NodeOver(string operation, string input, string attribute, params long[] values) =>
        operatorSet >= 13 ? Node(operation).Input(input, Integers(values)) : Node(operation).Input(input).With(attribute, values);

    /// <summary>Adds a node that is written.</summary>
    public void Add(WireWriter node) => _nodes.Message(NodeField, node);

    /// <summary>A name that no tensor has.</summary>
    public string NameOf(string kind) => FormattableString.Invariant($"{kind}_{_names++}");

    /// <summary>Weights.</summary>
    public string Weights(ReadOnlySpan<float> values, params IEnumerable<long> lengths) => Initialiser(DataType.Float, MemoryMarshal.AsBytes(values), lengths);

    /// <summary>One number.</summary>
    public string Number(float value) => Weights([value], []);

    /// <summary>A vector of int64.</summary>
    public string Integers(params long[] values) => Initialiser(DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>One int64.</summary>
    public string Integer(long value) => Initialiser(DataType.Int64, MemoryMarshal.AsBytes<long>([value]), []);

    /// <summary>One int32.</summary>
    public string Integer32(int value) => Initialiser(DataType.Int32, MemoryMarshal.AsBytes<int>([value]), []);

    /// <summary>An input of the model.</summary>
    public void Input(string name, DataType type, TensorShape shape) => Argument(InputField, name, type, shape);

    /// <summary>An output of the model.</summary>
    public void Output(string name, DataType type, TensorShape shape) => Argument(OutputField, name, type, shape);

    /// <summary>The file.</summary>
    /// <param name="name">The name of the graph.</param>
    public byte[] ToModel(string name)
    {
        var graph = new WireWriter(_nodes.Written.Length + _initialisers.Written.Length + _arguments.Written.Length + 64)
            .Fields(_nodes.Written.Span).Text(NameField, name).Fields(_initialisers.Written.Span).Fields(_arguments.Written.Span);
        return new WireWriter(graph.Written.Length + 64)
            .Varint(1, IrVersion)
            .Text(2, "TypedModels")
            .Message(7, graph)
            .Message(8, new WireWriter().Text(1, "").Varint(2, operatorSet))
            .ToArray();
    }

    private string Initialiser(DataType type, ReadOnlySpan<byte> content, IEnumerable<long> lengths)
    {
        string name = NameOf("weight");
        var tensor = new WireWriter(content.Length + 64);
        foreach (long length in lengths)
        {
            tensor.Varint(1, length);
        }

        _initialisers.Message(InitialiserField, tensor.Varint(2, OnnxTypes.Of(type)).Text(8, name).Bytes(9, content));
        return name;
    }

    private void Argument(int field, string name, DataType type, TensorShape shape)
    {
        // Open axes of the same name would have to have the same length.
        var dimensions = new WireWriter();
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            long length = shape.Dimensions[axis];
            dimensions.Message(1, length >= 0 ? new WireWriter().Varint(1, length) : new WireWriter().Text(2, axis == 0 ? "batch" : FormattableString.Invariant($"{name}_{axis}")));
        }

        var tensor = new WireWriter().Varint(1, OnnxTypes.Of(type)).Message(2, dimensions);
        _arguments.Message(field, new WireWriter().Text(1, name).Message(2, new WireWriter().Message(1, tensor)));
    }
}
