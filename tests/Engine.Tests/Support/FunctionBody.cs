using System.Runtime.InteropServices;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Support;

/// <summary>Writes the nodes of a function one after another; each is named by its number.</summary>
internal sealed class FunctionBody
{
    private readonly List<WireWriter> _nodes = [];

    /// <summary>The nodes.</summary>
    public ReadOnlySpan<WireWriter> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>Adds a node of floats, and gives its value.</summary>
    public string Add(string operation, params ReadOnlySpan<string> inputs) => Add(operation, [NodeAttribute.Type("T", DataType.Float)], inputs);

    /// <summary>Adds a node, and gives its first value.</summary>
    public string Add(string operation, ReadOnlySpan<(string Name, WireWriter Value)> attributes, params ReadOnlySpan<string> inputs)
    {
        string name = $"n{_nodes.Count}";
        _nodes.Add(GraphBuilder.NodeOf(name, operation, string.Join(' ', inputs), attributes));
        string value = operation switch
        {
            "MatMul" => "product",
            "AddV2" or "Mul" or "Sub" or "Less" or "LogicalAnd" => "z",
            "Sigmoid" or "Tanh" => "y",
            "Relu" => "activations",
            "TensorListGetItem" => "item",
            "TensorListSetItem" => "output_handle",
            _ => "output",
        };
        return $"{name}:{value}:0";
    }

    /// <summary>Adds integers: a vector, or one number without axes.</summary>
    public string Integers(params ReadOnlySpan<int> values) => Add("Const", [NodeAttribute.Type("dtype", DataType.Int32), ("value", GraphBuilder.ConstantValue(values))]);

    /// <summary>Adds a float without axes.</summary>
    public string Number(float value) => Add("Const", [NodeAttribute.Type("dtype", DataType.Float), ("value", FloatValue([], value))]);

    /// <summary>The value of a constant of floats.</summary>
    public static WireWriter FloatValue(long[] shape, params float[] values)
    {
        var dimensions = new WireWriter();
        foreach (long length in shape)
        {
            dimensions.Message(2, new WireWriter().Varint(1, length));
        }

        return new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Float).Message(2, dimensions).Bytes(4, MemoryMarshal.AsBytes(values.AsSpan())));
    }
}
