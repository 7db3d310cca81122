using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>SaveSliceInfoDef</c>: the part of a partitioned variable that one variable holds.</summary>
internal sealed class SaveSliceDocument
{
    /// <summary>Reads the part.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>SaveSliceInfoDef</c>, or the part does not lie in the whole.</exception>
    public SaveSliceDocument(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        List<long> whole = [], offsets = [], lengths = [];
        var reader = new WireReader(bytes, "SaveSliceInfoDef", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    FullName = reader.Text();
                    break;
                case (2, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, whole);
                    break;
                case (3, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, offsets);
                    break;
                case (4, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, lengths);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        bool isPart = offsets.Count == whole.Count && lengths.Count == whole.Count && whole.TrueForAll(length => length >= 0);
        WholeShape = isPart ? new TensorShape([.. whole]) : TensorShape.Unknown;
        Slice = new TensorSlice([.. offsets.Zip(lengths, (start, length) => new TensorExtent(start, length))]);
        if (!isPart || Slice.In(WholeShape) is null)
        {
            throw reader.Fault($"the part {Slice} of '{FullName}' does not lie in its shape {WholeShape}");
        }
    }

    /// <summary>The name of the whole variable.</summary>
    public string FullName { get; } = "";

    /// <summary>The shape of the whole variable.</summary>
    public TensorShape WholeShape { get; }

    /// <summary>What this part takes of it.</summary>
    public TensorSlice Slice { get; }
}
