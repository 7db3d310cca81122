namespace TypedModels.Formats.TextFormat;

/// <summary>What the tokenizer finds.</summary>
internal enum TextTokenKind
{
    End,
    Identifier,
    Number,
    Quoted,
    Symbol,
}
