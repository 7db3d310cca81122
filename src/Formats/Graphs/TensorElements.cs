using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>
/// Decodes the elements of a <c>TensorProto</c> as TensorFlow does (<c>Tensor::FromProto</c>): bytes as they are when there are any, else the values of the field
/// that belongs to the type; no value means zeros, fewer than the shape calls for repeat the last, more are ignored.
/// </summary>
internal static class TensorElements
{
    /// <summary>The most bytes a few values are spread to; a small file must not ask for all memory.</summary>
    public const int MostSpreadBytes = 64 << 20;

    private const int Float8Field = 18;

    /// <summary>The elements of a type of fixed size: row by row, little-endian.</summary>
    /// <exception cref="ModelFormatException">The type has no fixed size, the bytes are not as many as the shape calls for, or the shape is unreasonable.</exception>
    public static byte[] ToBytes(TensorDocument tensor) => ToMemory(tensor).ToArray();

    /// <summary>As <see cref="ToBytes"/>, but a slice of the file where the elements are stored as they are.</summary>
    /// <exception cref="ModelFormatException">The type has no fixed size, the bytes are not as many as the shape calls for, or the shape is unreasonable.</exception>
    public static ReadOnlyMemory<byte> ToMemory(TensorDocument tensor)
    {
        int size = DataTypes.SizeOf(tensor.DataType);
        long count = tensor.ElementCount;
        if (size == 0)
        {
            throw tensor.Fault($"elements of type {tensor.DataType.ToWord()} are not numbers");
        }

        if (tensor.Content.Length > 0)
        {
            return count == tensor.Content.Length / size && tensor.Content.Length % size == 0
                ? tensor.Content
                : throw tensor.Fault($"{tensor.Content.Length} bytes do not fill the shape {tensor.Shape} of {tensor.DataType.ToWord()}");
        }

        byte[] values = ReadValues(tensor.Reader(), tensor.DataType, size);
        return count <= Math.Max(MostSpreadBytes, values.Length) / size
            ? Spread(values, (int)count * size, size)
            : throw tensor.Fault($"the shape {tensor.Shape} calls for more elements than {values.Length / size} values are spread to");
    }

    /// <summary>The elements of a tensor of text, each a slice of the file.</summary>
    /// <exception cref="ModelFormatException">The tensor is not of text, its bytes are malformed, or the shape is unreasonable.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ToTexts(TensorDocument tensor)
    {
        if (tensor.DataType != DataType.String)
        {
            throw tensor.Fault($"elements of type {tensor.DataType.ToWord()} are not text");
        }

        long count = tensor.ElementCount;
        if (tensor.Content.Length > 0)
        {
            return SplitContent(tensor, count);
        }

        var texts = ReadTexts(tensor.Reader());
        if (count > Math.Max(MostSpreadBytes / 16, texts.Count))
        {
            throw tensor.Fault($"the shape {tensor.Shape} calls for more elements than {texts.Count} values are spread to");
        }

        var last = texts.Count > 0 ? texts[texts.Count - 1] : default;
        return [.. texts.Take((int)count), .. Enumerable.Repeat(last, Math.Max(0, (int)count - texts.Count))];
    }

    /// <summary>The values that a message without type and shape lists for elements of <paramref name="type"/>: as many as there are, little-endian.</summary>
    /// <exception cref="ModelFormatException">The bytes are malformed.</exception>
    public static byte[] ToListedBytes(ReadOnlyMemory<byte> tensor, DataType type) => ReadValues(new WireReader(tensor, "TensorProto"), type, DataTypes.SizeOf(type));

    /// <summary>The texts that a message without type and shape lists, each a slice of it.</summary>
    /// <exception cref="ModelFormatException">The bytes are malformed.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ToListedTexts(ReadOnlyMemory<byte> tensor) => ReadTexts(new WireReader(tensor, "TensorProto"));

    private static byte[] Spread(byte[] values, int length, int size)
    {
        if (values.Length == length)
        {
            return values;
        }

        var elements = new byte[length];
        int given = Math.Min(values.Length, length);
        Array.Copy(values, elements, given);
        for (int i = given; given > 0 && i < length; i++)
        {
            elements[i] = elements[i - size];
        }

        return elements;
    }

    private static byte[] ReadValues(WireReader reader, DataType dataType, int size)
    {
        var (field, type) = FieldOf(dataType);
        bool isComplex = dataType is DataType.Complex64 or DataType.Complex128;
        int width = isComplex ? size / 2 : size;
        var values = new MemoryStream();
        while (reader.Next())
        {
            if (reader.Field != field || (reader.Type != type && reader.Type != WireType.Bytes))
            {
                reader.Skip();
            }
            else if (field == Float8Field)
            {
                values = new MemoryStream(reader.Bytes().ToArray());
            }
            else if (reader.Type == type)
            {
                AddValue(values, ref reader, type, dataType, width);
            }
            else if (type != WireType.Varint && reader.Bytes() is var fixedBytes)
            {
                values.Write(fixedBytes.ToArray(), 0, fixedBytes.Length - (fixedBytes.Length % width));
            }
            else
            {
                for (var run = reader.Message("packed numbers"); !run.IsAtEnd;)
                {
                    AddValue(values, ref run, type, dataType, width);
                }
            }
        }

        byte[] bytes = values.ToArray();
        return bytes.Length % size == 0 ? bytes : bytes.AsSpan(0, bytes.Length - (bytes.Length % size)).ToArray();
    }

    private static void AddValue(MemoryStream values, ref WireReader reader, WireType type, DataType dataType, int width)
    {
        ulong bits = type switch
        {
            WireType.Fixed32 => reader.Fixed32(),
            WireType.Fixed64 => reader.Fixed64(),
            _ => reader.Varint(),
        };
        if (dataType == DataType.Bool)
        {
            bits = bits != 0 ? 1u : 0u;
        }

        for (int i = 0; i < width; i++, bits >>= 8)
        {
            values.WriteByte((byte)bits);
        }
    }

    // The fields of TensorProto by element type, and how their numbers are written.
    private static (int Field, WireType Type) FieldOf(DataType type) => type switch
    {
        DataType.Float => (5, WireType.Fixed32),
        DataType.Double => (6, WireType.Fixed64),
        DataType.Complex64 => (9, WireType.Fixed32),
        DataType.Int64 => (10, WireType.Varint),
        DataType.Bool => (11, WireType.Varint),
        DataType.Complex128 => (12, WireType.Fixed64),
        DataType.Half or DataType.BFloat16 => (13, WireType.Varint),
        DataType.UInt32 => (16, WireType.Varint),
        DataType.UInt64 => (17, WireType.Varint),
        >= DataType.Float8E5M2 and <= DataType.Float8E5M2FNUZ or DataType.Float4E2M1FN => (Float8Field, WireType.Bytes),
        _ => (7, WireType.Varint),
    };

    private static List<ReadOnlyMemory<byte>> ReadTexts(WireReader reader)
    {
        var texts = new List<ReadOnlyMemory<byte>>();
        while (reader.Next())
        {
            if (reader is { Field: 8, Type: WireType.Bytes })
            {
                texts.Add(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        return texts;
    }

    // The lengths of all texts as varints, then their bytes.
    private static ReadOnlyMemory<byte>[] SplitContent(TensorDocument tensor, long count)
    {
        if (count > tensor.Content.Length)
        {
            throw tensor.Fault($"{tensor.Content.Length} bytes do not fill the shape {tensor.Shape} of string");
        }

        var reader = new WireReader(tensor.Content, "TensorProto.tensor_content");
        var lengths = new ulong[count];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = reader.Varint();
        }

        int position = reader.Position;
        return Array.ConvertAll(lengths, length =>
        {
            if (length > (ulong)(tensor.Content.Length - position))
            {
                throw tensor.Fault($"{tensor.Content.Length} bytes do not fill the shape {tensor.Shape} of string");
            }

            position += (int)length;
            return tensor.Content.Slice(position - (int)length, (int)length);
        });
    }
}
