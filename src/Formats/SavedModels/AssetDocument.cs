using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>An <c>AssetFileDef</c>: a file in <c>assets/</c> and the tensor that takes its path.</summary>
internal sealed class AssetDocument
{
    /// <summary>Reads an asset.</summary>
    public AssetDocument(ReadOnlyMemory<byte> bytes)
    {
        var tensor = new MergedMessage();
        var reader = new WireReader(bytes, "AssetFileDef", depth: 1);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    tensor.Add(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    FileName = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Tensor = new TensorInfoDocument(tensor.ToMemory(), depth: 2).Name;
    }

    /// <summary>The name of the tensor that the file's path is fed to.</summary>
    public string Tensor { get; }

    /// <summary>The file's name, relative to <c>assets/</c>. It comes from the model: check that it stays inside before opening it.</summary>
    public string FileName { get; } = "";
}
