using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>TensorProto</c>: a value. Its elements stay bytes of the file until they are asked for.</summary>
internal sealed class TensorDocument
{
    private readonly int _depth;

    /// <summary>Reads the type and shape of a tensor, and finds its elements.</summary>
    public TensorDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        Bytes = bytes;
        _depth = depth;
        var shape = new MergedMessage();
        var reader = new WireReader(bytes, "TensorProto", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    DataType = (DataType)reader.Int32();
                    break;
                case (2, WireType.Bytes):
                    shape.Add(reader.Bytes());
                    break;
                case (4, WireType.Bytes):
                    Content = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Shape = ShapeReader.Read(shape.ToMemory(), depth + 1);
    }

    /// <summary>The message itself.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The type of the elements.</summary>
    public DataType DataType { get; }

    /// <summary>The shape. A well-formed value has no unknown dimension.</summary>
    public TensorShape Shape { get; }

    /// <summary>The elements as one run of bytes, row by row and little-endian; empty when the message lists them in fields of their type.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The number of elements that the shape calls for.</summary>
    /// <exception cref="ModelFormatException">The shape is not fully known, or calls for more elements than can be counted.</exception>
    public long ElementCount
    {
        get
        {
            if (!Shape.IsFullyKnown)
            {
                throw Fault($"a value has the shape {Shape}");
            }

            long count = 1;
            bool isEmpty = false;
            foreach (long dimension in Shape.Dimensions.AsSpan())
            {
                isEmpty |= dimension == 0;
                if (dimension > 0 && count > long.MaxValue / dimension)
                {
                    throw Fault($"a value has the shape {Shape}");
                }

                count *= Math.Max(1, dimension);
            }

            return isEmpty ? 0 : count;
        }
    }

    /// <summary>The raw fields, for those who read elements.</summary>
    internal WireReader Reader() => new(Bytes, "TensorProto", _depth);

    /// <summary>An error about this tensor.</summary>
    internal ModelFormatException Fault(string fault) => new WireReader(Bytes, "TensorProto").Fault(fault);
}
