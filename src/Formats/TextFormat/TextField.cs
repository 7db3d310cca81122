namespace TypedModels.Formats.TextFormat;

/// <summary>A field of a message, as far as its text form needs.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Number">Its number in the binary form.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="TypeName">The message or enumeration it holds, when it holds one; else empty.</param>
/// <param name="IsRepeated">Whether it may occur more than once.</param>
internal sealed record TextField(string Name, int Number, TextKind Kind, string TypeName, bool IsRepeated);
