using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Conformance.Cases;

/// <summary>Writes attributes (<c>AttrValue</c>) from plain C# values.</summary>
internal static class AttributeValue
{
    /// <summary>The message for <paramref name="value"/> of an attribute of the type <paramref name="type"/>, as the operation table words it.</summary>
    public static WireWriter Write(string type, object value)
    {
        var message = new WireWriter();
        if (!type.StartsWith("list(", StringComparison.Ordinal))
        {
            Put(message, type, value);
            return message;
        }

        var list = new WireWriter();
        foreach (object element in (Array)value)
        {
            Put(list, type[5..^1], element);
        }

        return message.Message((int)AttributeKind.List, list);
    }

    /// <summary>A <c>TensorProto</c>.</summary>
    public static WireWriter Tensor(Value value)
    {
        var tensor = new WireWriter().Varint(1, (int)value.Type).Message(2, Shape(new TensorShape(value.Shape)));
        if (value.Texts is null)
        {
            return tensor.Bytes(4, value.Bytes);
        }

        foreach (byte[] text in value.Texts)
        {
            tensor.Bytes(8, text);
        }

        return tensor;
    }

    private static void Put(WireWriter to, string type, object value) => _ = type switch
    {
        "int" => to.Varint((int)AttributeKind.Integer, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        "float" => to.Float((int)AttributeKind.Float, Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture)),
        "bool" => to.Bool((int)AttributeKind.Bool, (bool)value),
        "type" => to.Varint((int)AttributeKind.Type, (int)(DataType)value),
        "string" => value is byte[] bytes ? to.Bytes((int)AttributeKind.Bytes, bytes) : to.Text((int)AttributeKind.Bytes, (string)value),
        "shape" => to.Message((int)AttributeKind.Shape, Shape((TensorShape)value)),
        "tensor" => to.Message((int)AttributeKind.Tensor, Tensor((Value)value)),
        "func" => to.Message((int)AttributeKind.Function, new WireWriter().Text(1, (string)value)),
        _ => throw new NotSupportedException($"An attribute of the type {type}."),
    };

    private static WireWriter Shape(TensorShape shape)
    {
        var message = new WireWriter();
        if (!shape.HasRank)
        {
            return message.Bool(3, true);
        }

        foreach (long dimension in shape.Dimensions)
        {
            message.Message(2, new WireWriter().Varint(1, dimension));
        }

        return message;
    }
}
