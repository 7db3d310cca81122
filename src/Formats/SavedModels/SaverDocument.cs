using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>SaverDef</c>: the operations of the graph that save and restore its variables.</summary>
internal sealed class SaverDocument
{
    /// <summary>Reads a saver.</summary>
    public SaverDocument(ReadOnlyMemory<byte> bytes)
    {
        var reader = new WireReader(bytes, "SaverDef", depth: 1);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    FilenameTensor = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    SaveTensor = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    RestoreOperation = reader.Text();
                    break;
                case (5, WireType.Varint):
                    IsSharded = reader.Bool();
                    break;
                case (7, WireType.Varint):
                    FormatVersion = reader.Int32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The tensor to feed the checkpoint's prefix to.</summary>
    public string FilenameTensor { get; } = "";

    /// <summary>The tensor to fetch in order to save.</summary>
    public string SaveTensor { get; } = "";

    /// <summary>The operation to run in order to restore.</summary>
    public string RestoreOperation { get; } = "";

    /// <summary>Whether checkpoints are written in several files.</summary>
    public bool IsSharded { get; }

    /// <summary>The version of the checkpoint format: 2 for TensorBundle, 1 and 0 for older ones.</summary>
    public int FormatVersion { get; }
}
