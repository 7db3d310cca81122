using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>NodeDef</c>: one operation of a graph or of a function's body. Attribute values stay bytes until they are asked for.</summary>
internal sealed class NodeDocument
{
    private readonly AttributeMap _attributes = new();
    private readonly Extents _inputs = new();
    private string[]? _inputTexts;

    /// <summary>Reads a node.</summary>
    public NodeDocument(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        var reader = new WireReader(bytes, "NodeDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    Operation = reader.Word();
                    break;
                case (3, WireType.Bytes):
                    int length = reader.TextBytes().Length;
                    _inputs.Add(reader.Position - length, length);
                    break;
                case (4, WireType.Bytes):
                    Device = reader.Word();
                    break;
                case (5, WireType.Bytes):
                    _attributes.Add(reader.Message("NodeDef.attr"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
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
    public IReadOnlyList<string> Inputs => _inputTexts ??= ReadInputs();

    /// <summary>The number of <see cref="Inputs"/>.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>The device it is placed on; empty for any.</summary>
    public string Device { get; } = "";

    /// <summary>Its attributes. Those left out have the operation's default.</summary>
    public AttributeMap Attributes => _attributes;

    /// <summary>One of <see cref="Inputs"/> as the file has it, in UTF-8.</summary>
    public ReadOnlySpan<byte> Input(int index) => _inputs.Slice(Bytes.Span, index);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Operation})";

    private string[] ReadInputs()
    {
        var texts = new string[InputCount];
        int count = 0;
        var reader = new WireReader(Bytes, "NodeDef");
        while (reader.Next())
        {
            if (reader is { Field: 3, Type: WireType.Bytes })
            {
                texts[count++] = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return texts;
    }
}
