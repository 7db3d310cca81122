using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>AttrValue</c>. It keeps the message's bytes and reads them when a value is asked for; a value of another kind than asked for is null.</summary>
/// <param name="bytes">The message.</param>
/// <param name="depth">How many messages it lies in.</param>
internal sealed class AttributeDocument(ReadOnlyMemory<byte> bytes, int depth)
{
    private const int Unread = -1;

    // Most values are asked for more than once. Threads that read one at the same time find the same; the kind is written last.
    private ulong _number;
    private ReadOnlyMemory<byte> _value;
    private volatile int _kind = Unread;

    /// <summary>The message itself.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>What it holds.</summary>
    public AttributeKind Kind => Read().Kind;

    /// <summary>The integer, or null.</summary>
    public long? Integer => Read() is { Kind: AttributeKind.Integer, Number: var number } ? (long)number : null;

    /// <summary>The truth value, or null.</summary>
    public bool? Bool => Read() is { Kind: AttributeKind.Bool, Number: var number } ? number != 0 : null;

    /// <summary>The bits of the float, or null.</summary>
    public uint? FloatBits => Read() is { Kind: AttributeKind.Float, Number: var number } ? (uint)number : null;

    /// <summary>The element type, or null. References (TensorFlow 1's variables) have numbers above 100.</summary>
    public DataType? Type => Read() is { Kind: AttributeKind.Type, Number: var number } ? (DataType)unchecked((int)number) : null;

    /// <summary>The bytes of a text attribute, or null.</summary>
    public ReadOnlyMemory<byte>? Text => Read() is { Kind: AttributeKind.Bytes, Value: var value } ? value : null;

    /// <summary>In a function's body: the name of the function's attribute that it stands for, or null.</summary>
    public string? Placeholder => Read() is { Kind: AttributeKind.Placeholder, Value: var value } ? System.Text.Encoding.UTF8.GetString(value.ToArray()) : null;

    /// <summary>The shape, or null.</summary>
    public TensorShape? Shape => Read() is { Kind: AttributeKind.Shape, Value: var value } ? ShapeReader.Read(value, depth + 1) : null;

    /// <summary>The tensor, or null.</summary>
    public TensorDocument? Tensor => Read() is { Kind: AttributeKind.Tensor, Value: var value } ? new TensorDocument(value, depth + 1) : null;

    /// <summary>The function, or null.</summary>
    public FunctionReference? Function => Read() is { Kind: AttributeKind.Function, Value: var value } ? new FunctionReference(value, depth + 1) : null;

    /// <summary>The list, or null.</summary>
    public AttributeList? List => Read() is { Kind: AttributeKind.List, Value: var value } ? new AttributeList(value, depth + 1) : null;

    /// <summary>The element types of the list, or null.</summary>
    public DataType[]? Types => Read() is { Kind: AttributeKind.List, Value: var value } ? AttributeList.ReadTypes(value, depth + 1) : null;

    /// <summary>The functions it names, alone or in a list.</summary>
    public IEnumerable<FunctionReference> Functions => Read() switch
    {
        { Kind: AttributeKind.Function, Value: var value } => [new FunctionReference(value, depth + 1)],
        { Kind: AttributeKind.List, Value: var value } => AttributeList.ReadFunctions(value, depth + 1),
        _ => [],
    };

    private Content Read()
    {
        if (_kind == Unread)
        {
            ReadMessage();
        }

        return new Content((AttributeKind)_kind, _number, _value);
    }

    private void ReadMessage()
    {
        var reader = new WireReader(bytes, "AttrValue", depth);
        var kind = AttributeKind.None;
        ulong number = 0;
        var message = new MergedMessage();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1 or 7 or 8 or 10, WireType.Bytes):
                    if (kind != (AttributeKind)reader.Field)
                    {
                        message = default;
                    }

                    message.Add(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    message = default;
                    message.Add(reader.Bytes());
                    break;
                case (9, WireType.Bytes):
                    message = default;
                    message.Add(System.Text.Encoding.UTF8.GetBytes(reader.Text()));
                    break;
                case (3 or 5 or 6, WireType.Varint):
                    number = reader.Varint();
                    break;
                case (4, WireType.Fixed32):
                    number = reader.Fixed32();
                    break;
                default:
                    reader.Skip();
                    continue;
            }

            kind = (AttributeKind)reader.Field;
        }

        _number = number;
        _value = message.ToMemory();
        _kind = (int)kind;
    }

    private readonly record struct Content(AttributeKind Kind, ulong Number, ReadOnlyMemory<byte> Value);
}
