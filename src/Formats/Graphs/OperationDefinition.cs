using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>OpDef</c>: what a type of operation, or a function, takes and gives.</summary>
internal sealed class OperationDefinition
{
    // Asked for by every node of the operation.
    private OperationAttribute[]? _boundedAttributes;

    /// <summary>Reads a definition.</summary>
    public OperationDefinition(ReadOnlyMemory<byte> bytes)
    {
        List<OperationArgument> inputs = [], outputs = [];
        List<OperationAttribute> attributes = [];
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
                    attributes.Add(new OperationAttribute(reader.Message("OpDef.AttrDef")));
                    break;
                case (8, WireType.Bytes):
                    DeprecatedSince = ReadDeprecation(reader.Message("OpDeprecation"));
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

        Inputs = [.. inputs];
        Outputs = [.. outputs];
        Attributes = [.. attributes];
        Defaults = DefaultsOf(Attributes);
        ControlOutputs = controlOutputs;
    }

    /// <summary>A definition of the given parts.</summary>
    public OperationDefinition(string name, OperationArgument[] inputs, OperationArgument[] outputs, OperationAttribute[] attributes, bool isStateful, int? deprecatedSince)
    {
        Name = name;
        Inputs = inputs;
        Outputs = outputs;
        Attributes = attributes;
        Defaults = DefaultsOf(attributes);
        ControlOutputs = [];
        IsStateful = isStateful;
        DeprecatedSince = deprecatedSince;
    }

    /// <summary>The type of operation, or the function's name.</summary>
    public string Name { get; } = "";

    /// <summary>What it takes, in order.</summary>
    public OperationArgument[] Inputs { get; }

    /// <summary>What it gives, in order.</summary>
    public OperationArgument[] Outputs { get; }

    /// <summary>The names of a function's control outputs.</summary>
    public IReadOnlyList<string> ControlOutputs { get; }

    /// <summary>Whether two equal calls may give different answers, or a call may leave a trace.</summary>
    public bool IsStateful { get; }

    /// <summary>The version of GraphDef from which on graphs must not use the operation any more, or null.</summary>
    public int? DeprecatedSince { get; }

    /// <summary>The attributes its nodes have, in order.</summary>
    public OperationAttribute[] Attributes { get; }

    /// <summary>Those attributes that may not have every value.</summary>
    public OperationAttribute[] BoundedAttributes => _boundedAttributes ??= Array.FindAll(Attributes, attribute => attribute.IsBounded);

    /// <summary>The values that attributes have when a node leaves them out.</summary>
    public IReadOnlyDictionary<string, AttributeDocument> Defaults { get; }

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

    private static int ReadDeprecation(WireReader reader)
    {
        int version = 0;
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Varint })
            {
                version = reader.Int32();
            }
            else
            {
                reader.Skip();
            }
        }

        return version;
    }

    private static Dictionary<string, AttributeDocument> DefaultsOf(OperationAttribute[] attributes)
    {
        var defaults = new Dictionary<string, AttributeDocument>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (attribute.Default is { } value)
            {
                defaults[attribute.Name] = value;
            }
        }

        return defaults;
    }
}
