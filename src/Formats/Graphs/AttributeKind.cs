namespace TypedModels.Formats.Graphs;

/// <summary>What an <c>AttrValue</c> holds, with the field numbers of its alternatives.</summary>
internal enum AttributeKind
{
    None = 0,
    List = 1,
    Bytes = 2,
    Integer = 3,
    Float = 4,
    Bool = 5,
    Type = 6,
    Shape = 7,
    Tensor = 8,
    Placeholder = 9,
    Function = 10,
}
