using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>Reads <c>TensorShapeProto</c>.</summary>
internal static class ShapeReader
{
    /// <summary>The shape in <paramref name="bytes"/>. A message without fields, and so one that is absent, is a scalar.</summary>
    public static TensorShape Read(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var reader = new WireReader(bytes, "TensorShapeProto", depth);
        var dimensions = new List<long>();
        bool isUnknown = false;
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (2, WireType.Bytes):
                    dimensions.Add(ReadDimension(reader.Message("TensorShapeProto.Dim")));
                    break;
                case (3, WireType.Varint):
                    isUnknown = reader.Bool();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return isUnknown ? TensorShape.Unknown : new TensorShape([.. dimensions]);
    }

    private static long ReadDimension(WireReader reader)
    {
        long size = 0;
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Varint })
            {
                size = reader.Int64();
            }
            else
            {
                reader.Skip();
            }
        }

        return size >= TensorShape.UnknownDimension ? size : throw reader.Fault($"a dimension has the length {size}");
    }
}
