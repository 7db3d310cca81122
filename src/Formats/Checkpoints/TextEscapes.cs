using System.Globalization;
using System.Text;

namespace TypedModels.Formats.Checkpoints;

/// <summary>The escapes of texts in protocol buffers in text form, which are C's.</summary>
internal static class TextEscapes
{
    private const string Letters = "abfnrtv\\'\"?";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"?";

    /// <summary>Reads a text from behind its opening quote on.</summary>
    /// <param name="text">All bytes.</param>
    /// <param name="position">Where the text starts.</param>
    /// <param name="quote">What ends it.</param>
    /// <param name="bytes">Receives what it says.</param>
    /// <returns>The position behind the closing quote; null when the text does not end on its line, or an escape is unknown.</returns>
    public static int? Read(byte[] text, int position, char quote, List<byte> bytes)
    {
        while (position < text.Length && text[position] != '\n')
        {
            byte value = text[position++];
            if (value == quote)
            {
                return position;
            }

            if (value != '\\')
            {
                bytes.Add(value);
            }
            else if (ReadEscape(text, position, bytes) is { } next)
            {
                position = next;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static int? ReadEscape(byte[] text, int position, List<byte> bytes)
    {
        if (position == text.Length)
        {
            return null;
        }

        char kind = (char)text[position];
        if (Letters.IndexOf(kind) is >= 0 and var letter)
        {
            bytes.Add((byte)Meanings[letter]);
            return position + 1;
        }

        return kind switch
        {
            >= '0' and <= '7' => ReadNumber(text, position, mostDigits: 3, radix: 8, bytes),
            'x' or 'X' => ReadNumber(text, position + 1, mostDigits: 2, radix: 16, bytes),
            'u' => ReadCharacter(text, position + 1, digits: 4, bytes),
            'U' => ReadCharacter(text, position + 1, digits: 8, bytes),
            _ => null,
        };
    }

    private static int? ReadNumber(byte[] text, int position, int mostDigits, int radix, List<byte> bytes)
    {
        int number = 0;
        int end = position;
        for (; end < text.Length && end < position + mostDigits && DigitOf(text[end]) is var digit && digit < radix; end++)
        {
            number = (number * radix) + digit;
        }

        bytes.Add(unchecked((byte)number));
        return end > position && number <= byte.MaxValue ? end : null;
    }

    private static int? ReadCharacter(byte[] text, int position, int digits, List<byte> bytes)
    {
        if (text.Length - position < digits
            || !int.TryParse(Encoding.ASCII.GetString(text, position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int character)
            || character is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            return null;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(character)));
        return position + digits;
    }

    private static int DigitOf(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => int.MaxValue,
    };
}
