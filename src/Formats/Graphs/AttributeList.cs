using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>AttrValue.ListValue</c>: a list of one kind of attribute value.</summary>
internal sealed class AttributeList
{
    /// <summary>Reads a list.</summary>
    public AttributeList(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        List<ReadOnlyMemory<byte>> texts = [];
        List<long> integers = [], bools = [], types = [];
        List<uint> floats = [];
        List<TensorShape> shapes = [];
        List<TensorDocument> tensors = [];
        List<FunctionReference> functions = [];
        var reader = new WireReader(bytes, "AttrValue.ListValue", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (2, WireType.Bytes):
                    texts.Add(reader.Bytes());
                    break;
                case (3, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, integers);
                    break;
                case (4, WireType.Fixed32 or WireType.Bytes):
                    Packed.ReadFixed32(ref reader, floats);
                    break;
                case (5, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, bools);
                    break;
                case (6, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, types);
                    break;
                case (7, WireType.Bytes):
                    shapes.Add(ShapeReader.Read(reader.Bytes(), depth + 1));
                    break;
                case (8, WireType.Bytes):
                    tensors.Add(new TensorDocument(reader.Bytes(), depth + 1));
                    break;
                case (9, WireType.Bytes):
                    functions.Add(new FunctionReference(reader.Bytes(), depth + 1));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Texts = texts;
        Integers = integers;
        FloatBits = floats;
        Bools = bools.ConvertAll(value => value != 0);
        Types = types.ConvertAll(value => (DataType)unchecked((int)value));
        Shapes = shapes;
        Tensors = tensors;
        Functions = functions;
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Texts { get; }

    public IReadOnlyList<long> Integers { get; }

    public IReadOnlyList<uint> FloatBits { get; }

    public IReadOnlyList<bool> Bools { get; }

    public IReadOnlyList<DataType> Types { get; }

    public IReadOnlyList<TensorShape> Shapes { get; }

    public IReadOnlyList<TensorDocument> Tensors { get; }

    public IReadOnlyList<FunctionReference> Functions { get; }

    /// <summary>The element types alone.</summary>
    public static DataType[] ReadTypes(ReadOnlyMemory<byte> bytes, int depth)
    {
        var types = new List<long>();
        var reader = new WireReader(bytes, "AttrValue.ListValue", depth);
        while (reader.Next())
        {
            if (reader is { Field: 6, Type: WireType.Varint or WireType.Bytes })
            {
                Packed.ReadVarints(ref reader, types);
            }
            else
            {
                reader.Skip();
            }
        }

        var all = new DataType[types.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (DataType)unchecked((int)types[i]);
        }

        return all;
    }

    /// <summary>The functions alone; lists of other kinds can be long.</summary>
    public static IReadOnlyList<FunctionReference> ReadFunctions(ReadOnlyMemory<byte> bytes, int depth)
    {
        var functions = new List<FunctionReference>();
        var reader = new WireReader(bytes, "AttrValue.ListValue", depth);
        while (reader.Next())
        {
            if (reader is { Field: 9, Type: WireType.Bytes })
            {
                functions.Add(new FunctionReference(reader.Bytes(), depth + 1));
            }
            else
            {
                reader.Skip();
            }
        }

        return functions;
    }
}
