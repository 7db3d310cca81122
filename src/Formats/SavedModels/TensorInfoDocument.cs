using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>TensorInfo</c>: the tensor or tensors behind an argument of a signature.</summary>
internal sealed class TensorInfoDocument
{
    /// <summary>Reads the description of an argument.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="depth">How many messages it lies in.</param>
    public TensorInfoDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        Bytes = bytes;
        var shape = new MergedMessage();
        var encoding = new MergedMessage();
        int alternative = 0;
        var reader = new WireReader(bytes, "TensorInfo", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    alternative = 1;
                    break;
                case (2, WireType.Varint):
                    DataType = (DataType)reader.Int32();
                    break;
                case (3, WireType.Bytes):
                    shape.Add(reader.Bytes());
                    break;
                case (4 or 5, WireType.Bytes):
                    encoding = alternative == reader.Field ? encoding : default;
                    alternative = reader.Field;
                    encoding.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        HasShape = shape.IsPresent;
        Shape = ShapeReader.Read(shape.ToMemory(), depth + 1);
        Name = alternative == 1 ? Name : "";
        Sparse = alternative == 4 ? new SparseDocument(encoding.ToMemory(), depth + 1) : null;
        Composite = alternative == 5 ? new CompositeDocument(encoding.ToMemory(), depth + 1) : null;
        if (Composite is { Spec.Class: TypeSpecClass.Ragged or TypeSpecClass.Sparse, Spec: var spec })
        {
            // TensorFlow leaves type and shape of a composite argument to its type spec.
            DataType = DataType == DataType.Invalid ? spec.DataType : DataType;
            Shape = HasShape ? Shape : spec.Shape;
            HasShape = true;
        }

        if (Composite is { Spec.Class: TypeSpecClass.Sparse, Components: { Count: 3 } parts })
        {
            Sparse = new SparseDocument(indices: parts[0].Name, values: parts[1].Name, denseShape: parts[2].Name);
            Composite = null;
        }
    }

    /// <summary>The message itself.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The name of the tensor, when it is one; else empty. The internal signatures name an operation instead.</summary>
    public string Name { get; } = "";

    /// <summary>The type of the elements. References (TensorFlow 1's variables) have numbers above 100.</summary>
    public DataType DataType { get; }

    /// <summary>The shape; of a sparse tensor, that of the tensor it stands for. Absent, it is a scalar.</summary>
    public TensorShape Shape { get; }

    /// <summary>Whether the message states a shape.</summary>
    public bool HasShape { get; }

    /// <summary>The three tensors of a sparse one, or null.</summary>
    public SparseDocument? Sparse { get; }

    /// <summary>The tensors of a composite one, such as a ragged tensor, or null.</summary>
    public CompositeDocument? Composite { get; }

    /// <summary>
    /// The names of all its tensors: the one; or values, indices and dense shape of a sparse one; or the components of a composite one in their order.
    /// </summary>
    public IEnumerable<string> TensorNames =>
        Sparse is not null ? [Sparse.Values, Sparse.Indices, Sparse.DenseShape]
        : Composite is not null ? Composite.Components.SelectMany(component => component.TensorNames)
        : [Name];
}
