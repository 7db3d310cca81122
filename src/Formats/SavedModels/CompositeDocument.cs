using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>TensorInfo.CompositeTensor</c>: a value of several tensors, described by a type spec.</summary>
internal sealed class CompositeDocument
{
    /// <summary>Reads the type spec and the components.</summary>
    public CompositeDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var components = new List<TensorInfoDocument>();
        var spec = new MergedMessage();
        var reader = new WireReader(bytes, "TensorInfo.CompositeTensor", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    spec.Add(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    components.Add(new TensorInfoDocument(reader.Bytes(), depth + 1));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Spec = new TypeSpecDocument(spec.ToMemory(), depth + 1);
        Components = components;
    }

    /// <summary>The kind of value.</summary>
    public TypeSpecDocument Spec { get; }

    /// <summary>Its tensors. Of a ragged one: the values, then the row splits from the outermost axis inwards.</summary>
    public IReadOnlyList<TensorInfoDocument> Components { get; }
}
