namespace TypedModels.Engine.Text;

/// <summary>A pattern is not a regular expression; the message is RE2's for the same pattern.</summary>
internal sealed class RegexSyntaxException(string message) : Exception(message);
