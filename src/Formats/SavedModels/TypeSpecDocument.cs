using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>
/// A <c>TypeSpecProto</c>. Of its state, a <c>StructuredValue</c>, the leading members of the tuple are read that ragged and sparse specs share: shape, element type, and
/// for a ragged one its ragged rank and the type of its row splits (<c>RaggedTensorSpec._serialize</c>).
/// </summary>
internal sealed class TypeSpecDocument
{
    /// <summary>Reads a type spec.</summary>
    public TypeSpecDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var state = new MergedMessage();
        var reader = new WireReader(bytes, "TypeSpecProto", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    Class = (TypeSpecClass)reader.Int32();
                    break;
                case (2, WireType.Bytes):
                    state.Add(reader.Bytes());
                    break;
                case (3, WireType.Bytes):
                    ClassName = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        ReadState(state.ToMemory(), depth + 1);
    }

    /// <summary>The kind of value.</summary>
    public TypeSpecClass Class { get; }

    /// <summary>The name of the kind, for kinds that users register; may be empty.</summary>
    public string ClassName { get; } = "";

    /// <summary>The shape of the value, of a ragged or sparse spec.</summary>
    public TensorShape Shape { get; private set; }

    /// <summary>The type of its elements, of a ragged or sparse spec.</summary>
    public DataType DataType { get; private set; }

    /// <summary>The number of ragged axes, of a ragged spec.</summary>
    public long RaggedRank { get; private set; }

    /// <summary>The type of the row splits, of a ragged spec.</summary>
    public DataType RowSplitsType { get; private set; }

    /// <summary>The kind in words.</summary>
    public override string ToString() => ClassName.Length > 0 ? ClassName : Class.ToString();

    private void ReadState(ReadOnlyMemory<byte> bytes, int depth)
    {
        var reader = new WireReader(bytes, "StructuredValue", depth);
        int position = 0;
        while (reader.Next())
        {
            // tuple_value, and in it the repeated values
            if (reader is not { Field: 52, Type: WireType.Bytes })
            {
                reader.Skip();
                continue;
            }

            for (var tuple = reader.Message("TupleValue"); tuple.Next();)
            {
                if (tuple is { Field: 1, Type: WireType.Bytes })
                {
                    ReadMember(position++, tuple.Message("StructuredValue"));
                }
                else
                {
                    tuple.Skip();
                }
            }
        }
    }

    private void ReadMember(int position, WireReader value)
    {
        while (value.Next())
        {
            switch (position, value.Field, value.Type)
            {
                case (0, 31, WireType.Bytes):
                    Shape = ShapeReader.Read(value.Bytes(), value.Depth + 1);
                    break;
                case (1, 32, WireType.Varint):
                    DataType = (DataType)value.Int32();
                    break;
                case (2, 12, WireType.Varint):
                    RaggedRank = value.SInt64();
                    break;
                case (3, 32, WireType.Varint):
                    RowSplitsType = (DataType)value.Int32();
                    break;
                default:
                    value.Skip();
                    break;
            }
        }
    }
}
