using System.Globalization;
using System.Text;

namespace TypedModels;

/// <summary>How a contract writes names and text: bare words where every character is plain, else in double quotes with JSON's escapes.</summary>
internal static class ContractLiteral
{
    /// <summary>A name as one token.</summary>
    public static string Word(string name) => IsBare(name) ? name : Quote(name);

    /// <summary>Text in double quotes. Control characters and lone surrogates are escaped, so that one line stays one line and any string survives.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\')
            {
                builder.Append('\\').Append(c);
            }
            else if (char.IsSurrogatePair(text, i))
            {
                builder.Append(c).Append(text[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
            {
                builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Bytes as one token: as quoted text when they are valid UTF-8, else as <c>base64"…"</c>.</summary>
    public static string Bytes(byte[] bytes)
    {
        try
        {
            return Quote(s_strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return "base64\"" + Convert.ToBase64String(bytes) + "\"";
        }
    }

    /// <summary>The bytes that a token of <see cref="Bytes"/> stands for.</summary>
    public static byte[] ReadBytes(string token) => token.StartsWith("base64\"", StringComparison.Ordinal)
        ? Convert.FromBase64String(token.Substring(7, token.Length - 8))
        : s_strict.GetBytes(new ContractLine(token, 1).Word("text"));

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static bool IsBare(string name)
    {
        foreach (char c in name)
        {
            if (!(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '/' or ':' or '-' or '+' or '@'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
