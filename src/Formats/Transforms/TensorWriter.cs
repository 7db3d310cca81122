using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Writes <c>TensorProto</c>.</summary>
internal static class TensorWriter
{
    private const int TypeField = 1, ShapeField = 2, ContentField = 4, TextField = 8;

    /// <summary>Numbers, row by row and little-endian.</summary>
    public static WireWriter Numbers(DataType type, TensorShape shape, ReadOnlySpan<byte> content) => Begin(type, shape).Bytes(ContentField, content);

    /// <summary>One text.</summary>
    public static WireWriter Text(string text) => Begin(DataType.String, TensorShape.Scalar).Text(TextField, text);

    /// <summary>A vector of texts.</summary>
    public static WireWriter Texts(IReadOnlyCollection<string> texts)
    {
        var tensor = Begin(DataType.String, new TensorShape(texts.Count));
        foreach (string text in texts)
        {
            tensor.Text(TextField, text);
        }

        return tensor;
    }

    private static WireWriter Begin(DataType type, TensorShape shape) => new WireWriter().Varint(TypeField, (int)type).Message(ShapeField, ShapeWriter.Write(shape));
}
