using System.Globalization;

namespace TypedModels.Formats.TextFormat;

/// <summary>Parses the numbers of the text form.</summary>
internal static class TextNumbers
{
    /// <summary>The value of digits in base 10, 8 (a leading 0) or 16 (a leading 0x); null when they are none, or above 64 bits.</summary>
    public static ulong? ParseInteger(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            string digits = text.Substring(2);
            return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hexadecimal) ? hexadecimal : null;
        }

        if (text.Length > 1 && text[0] == '0')
        {
            return ParseOctal(text);
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }

    /// <summary>A float: digits with a point or an exponent, and an f after them if one likes; <c>inf</c>, <c>infinity</c>, <c>nan</c>. Null when it is none.</summary>
    public static float? ParseFloat(string text) =>
        ParseWord(text) is { } word ? (float)word
        : float.TryParse(WithoutSuffix(text), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out float value) ? value : null;

    /// <summary>The same of 64 bits.</summary>
    public static double? ParseDouble(string text) =>
        ParseWord(text) ?? (double.TryParse(WithoutSuffix(text), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) ? value : null);

    // protobuf's positive not-a-number: the sign is the caller's.
    private static double? ParseWord(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "infinity" => double.PositiveInfinity,
        "nan" => BitConverter.Int64BitsToDouble(0x7FF8000000000000),
        _ => null,
    };

    private static string WithoutSuffix(string text) => text.TrimEnd('f', 'F');

    private static ulong? ParseOctal(string text)
    {
        ulong value = 0;
        foreach (char digit in text)
        {
            if (digit is < '0' or > '7' || value > ulong.MaxValue >> 3)
            {
                return null;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }
}
