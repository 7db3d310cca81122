using System.Globalization;
using System.Text;

namespace TypedModels.Generator.Emit;

/// <summary>Makes text from a model safe to stand in XML documentation comments.</summary>
internal static class XmlText
{
    /// <summary>
    /// The text as XML, on one line: markup is escaped; line ends (of C# also U+0085, U+2028 and U+2029), control characters and what XML cannot hold are written as <c>\uXXXX</c>.
    /// </summary>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogatePair(text, i))
            {
                builder.Append(c).Append(text[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufffe' or '\uffff')
            {
                builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                builder.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => c.ToString() });
            }
        }

        return builder.ToString();
    }

    /// <summary>A key or path as code; in quotes where blanks would make it unclear.</summary>
    public static string Code(string text) =>
        $"<c>{Escape(text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1]) ? $"\"{text}\"" : text)}</c>";

    /// <summary>Keys as code, separated by commas.</summary>
    public static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code));
}
