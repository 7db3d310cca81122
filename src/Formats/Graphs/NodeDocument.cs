using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>NodeDef</c>: one operation of a graph or of a function's body. Attribute values stay bytes until they are asked for.</summary>
internal sealed class NodeDocument
{
    private readonly AttributeMap _attributes = new();

    /// <summary>Reads a node.</summary>
    public NodeDocument(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        var reader = new WireReader(bytes, "NodeDef");
        var inputs = new List<string>();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    Operation = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    inputs.Add(reader.Text());
                    break;
                case (4, WireType.Bytes):
                    Device = reader.Text();
                    break;
                case (5, WireType.Bytes):
                    _attributes.Add(reader.Message("NodeDef.attr"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Inputs = inputs;
    }

    /// <summary>The message itself.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The node's name, unique in its graph or function.</summary>
    public string Name { get; } = "";

    /// <summary>The type of operation, such as <c>MatMul</c>, or the name of a function that is called.</summary>
    public string Operation { get; } = "";

    /// <summary>
    /// What it reads, in order: in a graph <c>node</c> or <c>node:index</c>, in a function <c>argument</c> or <c>node:output:index</c>; last, the nodes it waits for, as <c>^node</c>.
    /// </summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The device it is placed on; empty for any.</summary>
    public string Device { get; } = "";

    /// <summary>Its attributes. Those left out have the operation's default.</summary>
    public AttributeMap Attributes => _attributes;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Operation})";
}
