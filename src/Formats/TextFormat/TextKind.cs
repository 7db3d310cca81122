namespace TypedModels.Formats.TextFormat;

/// <summary>How a field's value is written in the text form.</summary>
internal enum TextKind
{
    Message,
    Text,
    Bytes,
    Bool,
    Int32,
    Int64,
    SInt64,
    UInt32,
    UInt64,
    Float,
    Double,
    Enumeration,

    /// <summary>Passed over: nothing of the library, nor of what a graph computes, depends on it.</summary>
    PassedOver,
}
