using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Writes <c>TensorShapeProto</c>.</summary>
internal static class ShapeWriter
{
    /// <summary>The message. That of a scalar is empty; an unknown rank is said.</summary>
    public static WireWriter Write(TensorShape shape)
    {
        var message = new WireWriter();
        foreach (long dimension in shape.Dimensions)
        {
            message.Message(2, new WireWriter().Varint(1, dimension));
        }

        return shape.HasRank ? message : message.Bool(3, true);
    }
}
