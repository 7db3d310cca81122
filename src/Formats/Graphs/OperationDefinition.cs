using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>OpDef</c>: what a type of operation, or a function, takes and gives.</summary>
internal sealed class OperationDefinition
{
    /// <summary>Reads a definition.</summary>
    public OperationDefinition(ReadOnlyMemory<byte> bytes)
    {
        List<OperationArgument> inputs = [], outputs = [];
        List<string> controlOutputs = [];
        var reader = new WireReader(bytes, "OpDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    inputs.Add(new OperationArgument(reader.Message("OpDef.ArgDef")));
                    break;
                case (3, WireType.Bytes):
                    outputs.Add(new OperationArgument(reader.Message("OpDef.ArgDef")));
                    break;
                case (4, WireType.Bytes):
                    AddDefault(reader.Message("OpDef.AttrDef"));
                    break;
                case (17, WireType.Varint):
                    IsStateful = reader.Bool();
                    break;
                case (20, WireType.Bytes):
                    controlOutputs.Add(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Inputs = inputs;
        Outputs = outputs;
        ControlOutputs = controlOutputs;
    }

    /// <summary>The type of operation, or the function's name.</summary>
    public string Name { get; } = "";

    /// <summary>What it takes, in order.</summary>
    public IReadOnlyList<OperationArgument> Inputs { get; }

    /// <summary>What it gives, in order.</summary>
    public IReadOnlyList<OperationArgument> Outputs { get; }

    /// <summary>The names of a function's control outputs.</summary>
    public IReadOnlyList<string> ControlOutputs { get; }

    /// <summary>Whether two equal calls may give different answers, or a call may leave a trace.</summary>
    public bool IsStateful { get; }

    /// <summary>The values that attributes have when a node leaves them out.</summary>
    public Dictionary<string, AttributeDocument> Defaults { get; } = new(StringComparer.Ordinal);

    /// <summary>The name alone.</summary>
    public static string ReadName(ReadOnlyMemory<byte> bytes)
    {
        var reader = new WireReader(bytes, "OpDef");
        string name = "";
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                name = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }

    private void AddDefault(WireReader reader)
    {
        string name = "";
        var value = new MergedMessage();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    name = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    value.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (value.IsPresent)
        {
            Defaults[name] = new AttributeDocument(value.ToMemory(), reader.Depth + 1);
        }
    }
}
