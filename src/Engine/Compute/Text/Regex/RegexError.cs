namespace TypedModels.Engine.Text;

/// <summary>What can be wrong with a pattern, in RE2's words.</summary>
internal static class RegexError
{
    public const string BadEscape = "invalid escape sequence";
    public const string BadRange = "invalid character class range";
    public const string MissingBracket = "missing ]";
    public const string MissingParenthesis = "missing )";
    public const string UnexpectedParenthesis = "unexpected )";
    public const string TrailingBackslash = "trailing \\";
    public const string RepeatArgument = "no argument for repetition operator";
    public const string RepeatSize = "invalid repetition size";
    public const string RepeatOperator = "bad repetition operator";
    public const string PerlOperator = "invalid perl operator";
    public const string BadUtf8 = "invalid UTF-8";
    public const string BadGroupName = "invalid named capture group";
    public const string TooLarge = "pattern too large - compile failed";
}
