namespace TypedModels.Formats.Json;

/// <summary>What a value of JSON is.</summary>
internal enum JsonKind
{
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}
