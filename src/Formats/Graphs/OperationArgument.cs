using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>OpDef.ArgDef</c>: one input or output of an operation, which may stand for several tensors.</summary>
internal sealed class OperationArgument
{
    /// <summary>An argument whose members are set by name.</summary>
    public OperationArgument()
    {
    }

    /// <summary>Reads an argument.</summary>
    public OperationArgument(WireReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    break;
                case (3, WireType.Varint):
                    Type = (DataType)reader.Int32();
                    break;
                case (4, WireType.Bytes):
                    TypeAttribute = reader.Word();
                    break;
                case (5, WireType.Bytes):
                    NumberAttribute = reader.Word();
                    break;
                case (6, WireType.Bytes):
                    TypeListAttribute = reader.Word();
                    break;
                case (16, WireType.Varint):
                    IsReference = reader.Bool();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The argument's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its element type, or <see cref="DataType.Invalid"/> when an attribute gives it.</summary>
    public DataType Type { get; init; }

    /// <summary>The attribute that gives its element type; empty when none does.</summary>
    public string TypeAttribute { get; init; } = "";

    /// <summary>The attribute that gives the number of tensors it stands for; empty when it is one.</summary>
    public string NumberAttribute { get; init; } = "";

    /// <summary>The attribute that lists the element types of the tensors it stands for; empty when none does.</summary>
    public string TypeListAttribute { get; init; } = "";

    /// <summary>Whether it is a reference to a variable rather than a value (TensorFlow 1).</summary>
    public bool IsReference { get; init; }
}
