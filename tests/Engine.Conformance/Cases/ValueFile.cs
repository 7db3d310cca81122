namespace TypedModels.Engine.Conformance.Cases;

/// <summary>How tensors stand in the files of answers.</summary>
internal static class ValueFile
{
    public static void Write(BinaryWriter writer, Value value)
    {
        writer.Write7BitEncodedInt((int)value.Type);
        writer.Write7BitEncodedInt(value.Shape.Length);
        foreach (long dimension in value.Shape)
        {
            writer.Write7BitEncodedInt64(dimension);
        }

        if (value.Texts is null)
        {
            writer.Write7BitEncodedInt(value.Bytes.Length);
            writer.Write(value.Bytes);
            return;
        }

        foreach (byte[] text in value.Texts)
        {
            writer.Write7BitEncodedInt(text.Length);
            writer.Write(text);
        }
    }

    public static Value Read(BinaryReader reader)
    {
        var type = (DataType)reader.Read7BitEncodedInt();
        long[] shape = new long[reader.Read7BitEncodedInt()];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = reader.Read7BitEncodedInt64();
        }

        if (type != DataType.String)
        {
            return new Value(type, shape, reader.ReadBytes(reader.Read7BitEncodedInt()));
        }

        byte[][] texts = new byte[shape.Aggregate(1L, (count, dimension) => count * dimension)][];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadBytes(reader.Read7BitEncodedInt());
        }

        return new Value(type, shape, [], texts);
    }
}
