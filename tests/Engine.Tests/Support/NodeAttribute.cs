using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Support;

/// <summary>Writes <c>AttrValue</c> messages with their names.</summary>
internal static class NodeAttribute
{
    public static (string Name, WireWriter Value) Type(string name, DataType type) => (name, new WireWriter().Varint(6, (int)type));

    public static (string Name, WireWriter Value) Integer(string name, long value) => (name, new WireWriter().Varint(3, value));

    public static (string Name, WireWriter Value) Flag(string name, bool value) => (name, new WireWriter().Bool(5, value));

    public static (string Name, WireWriter Value) Text(string name, string value) => (name, new WireWriter().Text(2, value));

    public static (string Name, WireWriter Value) Function(string name, string function) => (name, new WireWriter().Message(10, new WireWriter().Text(1, function)));

    public static (string Name, WireWriter Value) Shape(string name, params ReadOnlySpan<long> lengths)
    {
        var shape = new WireWriter();
        foreach (long length in lengths)
        {
            shape.Message(2, new WireWriter().Varint(1, length));
        }

        return (name, new WireWriter().Message(7, shape));
    }

    public static (string Name, WireWriter Value) Types(string name, params ReadOnlySpan<DataType> types)
    {
        var list = new WireWriter();
        foreach (var type in types)
        {
            list.Varint(6, (int)type);
        }

        return (name, new WireWriter().Message(1, list));
    }
}
