using Spectre.Console;

namespace TypedModels.Tool.Terminal;

/// <summary>The few styles of the tool, from the sixteen colours that a terminal's own theme sets.</summary>
internal static class Palette
{
    /// <summary>The thing that is looked at.</summary>
    public static readonly Style Title = new(decoration: Decoration.Bold);

    /// <summary>Names that the user calls by.</summary>
    public static readonly Style Accent = new(foreground: Color.Teal);

    /// <summary>What is there for those who look for it.</summary>
    public static readonly Style Quiet = new(foreground: Color.Grey);

    /// <summary>What agrees.</summary>
    public static readonly Style Success = new(foreground: Color.Green);

    /// <summary>What deserves a look.</summary>
    public static readonly Style Warning = new(foreground: Color.Olive);

    /// <summary>What is wrong.</summary>
    public static readonly Style Failure = new(foreground: Color.Maroon);
}
