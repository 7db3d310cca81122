using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>An <c>OpDef.AttrDef</c>: one attribute of an operation.</summary>
internal sealed class OperationAttribute
{
    // Asked for by every node of the operation.
    private DataType[]? _allowedTypes;
    private IReadOnlyList<ReadOnlyMemory<byte>>? _allowedTexts;

    /// <summary>An attribute whose members are set by name.</summary>
    public OperationAttribute()
    {
    }

    /// <summary>Reads an attribute.</summary>
    public OperationAttribute(WireReader reader)
    {
        MergedMessage value = default, allowed = default;
        bool hasMinimum = false;
        long minimum = 0;
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Name = reader.Word();
                    break;
                case (2, WireType.Bytes):
                    Type = reader.Word();
                    break;
                case (3, WireType.Bytes):
                    value.Add(reader.Bytes());
                    break;
                case (5, WireType.Varint):
                    hasMinimum = reader.Bool();
                    break;
                case (6, WireType.Varint):
                    minimum = reader.Int64();
                    break;
                case (7, WireType.Bytes):
                    allowed.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Minimum = hasMinimum ? minimum : null;
        Default = value.IsPresent ? new AttributeDocument(value.ToMemory(), reader.Depth + 1) : null;
        Allowed = allowed.IsPresent ? new AttributeDocument(allowed.ToMemory(), reader.Depth + 1) : null;
    }

    /// <summary>The attribute's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it holds, in TensorFlow's words: <c>int</c>, <c>float</c>, <c>bool</c>, <c>string</c>, <c>type</c>, <c>shape</c>, <c>tensor</c>, <c>func</c>, or <c>list(…)</c> of one of them.</summary>
    public string Type { get; init; } = "";

    /// <summary>The value it has when a node leaves it out; null when every node must have it.</summary>
    public AttributeDocument? Default { get; init; }

    /// <summary>The least value of a number, or the least length of a list; null when there is no bound.</summary>
    public long? Minimum { get; init; }

    /// <summary>The list of values it may have; null when any.</summary>
    public AttributeDocument? Allowed { get; init; }

    /// <summary>Whether there are values that it may not have.</summary>
    public bool IsBounded => Minimum is not null || AllowedTypes.Length > 0 || AllowedTexts.Count > 0;

    /// <summary>The element types it may name; empty when any.</summary>
    public DataType[] AllowedTypes => _allowedTypes ??= Allowed?.Types ?? [];

    /// <summary>The texts it may be; empty when any.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AllowedTexts => _allowedTexts ??= Allowed?.List?.Texts ?? [];
}
