using TypedModels.Engine.Memory;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>The values of one <c>tf.train.Feature</c>, still in their message: a <c>BytesList</c>, <c>FloatList</c> or <c>Int64List</c>.</summary>
/// <param name="Type">string, float or int64; invalid when the feature has no values of any type.</param>
/// <param name="Message">The list's message.</param>
/// <param name="Count">The number of values.</param>
internal readonly record struct FeatureList(DataType Type, ReadOnlyMemory<byte> Message, int Count)
{
    // tensorflow/core/example/feature.proto
    private const int BytesField = 1;
    private const int FloatField = 2;
    private const int Int64Field = 3;
    private const int ValueField = 1;

    /// <summary>Whether there is a feature with values of a type, be it none of them.</summary>
    public bool IsPresent => Type != DataType.Invalid;

    /// <summary>Reads a <c>Feature</c>.</summary>
    public static FeatureList Read(WireReader feature)
    {
        var type = DataType.Invalid;
        ReadOnlyMemory<byte> message = default;
        while (feature.Next())
        {
            if (feature.Type == WireType.Bytes && feature.Field is BytesField or FloatField or Int64Field)
            {
                type = feature.Field switch { BytesField => DataType.String, FloatField => DataType.Float, _ => DataType.Int64 };
                message = feature.Bytes();
            }
            else
            {
                feature.Skip();
            }
        }

        return new FeatureList(type, message, type == DataType.Invalid ? 0 : CountValues(type, message));
    }

    /// <summary>Writes the values into a tensor of their type, from a position on.</summary>
    public void CopyTo(Tensor target, int position)
    {
        var reader = new WireReader(Message, "Feature");
        while (reader.Next())
        {
            if (reader.Field != ValueField)
            {
                reader.Skip();
            }
            else if (reader.Type == WireType.Bytes && Type != DataType.String)
            {
                var packed = new WireReader(reader.Bytes(), "Feature", reader.Depth + 1);
                while (!packed.IsAtEnd)
                {
                    Put(ref packed, target, position++);
                }
            }
            else if (Type == DataType.String)
            {
                target.WritableTexts[position++] = reader.Bytes();
            }
            else
            {
                Put(ref reader, target, position++);
            }
        }
    }

    private void Put(ref WireReader reader, Tensor target, int position)
    {
        if (Type == DataType.Float)
        {
            target.WritableSpan<float>()[position] = reader.Float();
        }
        else
        {
            target.WritableSpan<long>()[position] = reader.Int64();
        }
    }

    private static int CountValues(DataType type, ReadOnlyMemory<byte> message)
    {
        int count = 0;
        var expected = type switch { DataType.String => WireType.Bytes, DataType.Float => WireType.Fixed32, _ => WireType.Varint };
        var reader = new WireReader(message, "Feature");
        while (reader.Next())
        {
            if (reader.Field == ValueField && reader.Type == WireType.Bytes && type != DataType.String)
            {
                count += CountPacked(type, reader.Bytes());
            }
            else if (reader.Field == ValueField && reader.Type == expected)
            {
                count++;
                reader.Skip();
            }
            else if (reader.Field == ValueField)
            {
                throw OperationException.InvalidArgument("A feature's values are not written in the way of their type.");
            }
            else
            {
                reader.Skip();
            }
        }

        return count;
    }

    private static int CountPacked(DataType type, ReadOnlyMemory<byte> packed)
    {
        if (type == DataType.Float)
        {
            return packed.Length % sizeof(float) == 0 ? packed.Length / sizeof(float) : throw OperationException.InvalidArgument("A feature's numbers end inside one.");
        }

        int count = 0;
        var reader = new WireReader(packed, "Feature");
        while (!reader.IsAtEnd)
        {
            _ = reader.Varint();
            count++;
        }

        return count;
    }
}
