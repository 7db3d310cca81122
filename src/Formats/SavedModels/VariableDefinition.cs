using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>VariableDef</c>: what a collection of TensorFlow 1 says of a variable (<c>tensorflow/core/framework/variable.proto</c>).</summary>
internal sealed class VariableDefinition
{
    /// <summary>Reads a definition.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>VariableDef</c>.</exception>
    public VariableDefinition(ReadOnlyMemory<byte> bytes)
    {
        var slice = new MergedMessage();
        var reader = new WireReader(bytes, "VariableDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Tensor = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    InitializerName = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    SnapshotName = reader.Text();
                    break;
                case (4, WireType.Bytes):
                    slice.Add(reader.Bytes());
                    break;
                case (5, WireType.Varint):
                    IsResource = reader.Bool();
                    break;
                case (6, WireType.Bytes):
                    InitialValueName = reader.Text();
                    break;
                case (7, WireType.Varint):
                    IsTrainable = reader.Bool();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Slice = slice.IsPresent ? new SaveSliceDocument(slice.ToMemory(), depth: 1) : null;
    }

    /// <summary>The tensor of the variable, or of its handle.</summary>
    public string Tensor { get; } = "";

    /// <summary>The name of the node that makes it.</summary>
    public string Node => TensorName.TryParse(Tensor)?.Node ?? Tensor;

    /// <summary>The operation that gives it its first value.</summary>
    public string InitializerName { get; } = "";

    /// <summary>The tensor that its value is read from.</summary>
    public string SnapshotName { get; } = "";

    /// <summary>Which part of a partitioned variable it is, or null.</summary>
    public SaveSliceDocument? Slice { get; }

    /// <summary>Whether the tensor is a handle.</summary>
    public bool IsResource { get; }

    /// <summary>The tensor of its first value; empty in old files.</summary>
    public string InitialValueName { get; } = "";

    /// <summary>Whether training changes it; false in old files, which say it by the collection alone.</summary>
    public bool IsTrainable { get; }
}
