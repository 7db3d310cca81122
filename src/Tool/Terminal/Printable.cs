using System.Globalization;
using System.Text;

namespace TypedModels.Tool.Terminal;

/// <summary>Makes text of a model harmless for a terminal: its control characters could move the cursor, or worse.</summary>
internal static class Printable
{
    /// <summary>The text with control characters other than line ends written as <c>\u001b</c>.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHarmful))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            printable = IsHarmful(c) ? printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : printable.Append(c);
        }

        return printable.ToString();
    }

    // Besides control characters, those that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069).
    private static bool IsHarmful(char c) => (char.IsControl(c) && c is not '\n' and not '\t') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
