using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>TensorInfo.CooSparse</c>: the names of the tensors that make up a sparse one.</summary>
internal sealed class SparseDocument
{
    /// <summary>Names given by someone else than a message of this type.</summary>
    public SparseDocument(string values, string indices, string denseShape)
    {
        Values = values;
        Indices = indices;
        DenseShape = denseShape;
    }

    /// <summary>Reads the names.</summary>
    public SparseDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var reader = new WireReader(bytes, "TensorInfo.CooSparse", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Values = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    Indices = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    DenseShape = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The elements, <c>[n]</c> of the argument's type.</summary>
    public string Values { get; } = "";

    /// <summary>Their coordinates, <c>[n, rank]</c> of <c>int64</c>.</summary>
    public string Indices { get; } = "";

    /// <summary>The shape of the tensor they stand for, <c>[rank]</c> of <c>int64</c>.</summary>
    public string DenseShape { get; } = "";
}
