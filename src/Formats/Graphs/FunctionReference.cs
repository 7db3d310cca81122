using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>NameAttrList</c>: a function by name, with values for its attributes.</summary>
internal sealed class FunctionReference
{
    /// <summary>Reads a reference.</summary>
    public FunctionReference(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var reader = new WireReader(bytes, "NameAttrList", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    Attributes.Add(reader.Message("NameAttrList.attr"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private FunctionReference(string name, AttributeMap attributes)
    {
        Name = name;
        Attributes = attributes;
    }

    /// <summary>The function's name.</summary>
    public string Name { get; } = "";

    /// <summary>The values of its attributes.</summary>
    public AttributeMap Attributes { get; } = new();

    /// <summary>The reference of a node whose operation is the name of a function.</summary>
    public static FunctionReference Of(string name, AttributeMap attributes) => new(name, attributes);
}
