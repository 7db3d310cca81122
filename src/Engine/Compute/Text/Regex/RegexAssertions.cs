namespace TypedModels.Engine.Text;

/// <summary>What holds between two bytes of a text; an assertion of a pattern asks for some of it.</summary>
[Flags]
internal enum RegexAssertions : byte
{
    None = 0,
    BeginLine = 1,
    EndLine = 2,
    BeginText = 4,
    EndText = 8,
    WordBoundary = 16,
    NoWordBoundary = 32,

    /// <summary>Not asked for by patterns: the byte before is a word character.</summary>
    AfterWord = 64,
}
