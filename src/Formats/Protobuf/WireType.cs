namespace TypedModels.Formats.Protobuf;

/// <summary>How a field's value is written, with the numbers of the protocol buffer encoding.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
