using System.Globalization;
using System.Numerics;

namespace TypedModels.Engine.Text;

/// <summary>Reads numbers from text as TensorFlow's <c>strings::safe_strto…</c> do: what they refuse is refused.</summary>
internal static class NumberParser
{
    // TensorFlow gives up on longer texts of floating point numbers.
    private const int MostCharacters = 31;

    /// <summary>Reads a decimal integer: blanks around it, and a minus but no plus before it.</summary>
    public static bool TryParseInteger<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        text = Trim(text);
        bool isNegative = text.StartsWith("-"u8);
        var digits = isNegative ? text[1..] : text;
        value = T.Zero;
        if (digits.IsEmpty || (isNegative && T.MinValue == T.Zero))
        {
            return false;
        }

        T ten = T.CreateTruncating(10);
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            T next = T.CreateTruncating(digit - '0');
            bool isTooLarge = isNegative
                ? value < T.MinValue / ten || unchecked(value * ten) < T.MinValue + next
                : value > T.MaxValue / ten || unchecked(value * ten) > T.MaxValue - next;
            if (isTooLarge)
            {
                return false;
            }

            value = isNegative ? value * ten - next : value * ten + next;
        }

        return true;
    }

    /// <summary>Reads a floating point number: decimal, hexadecimal integers (<c>0x1f</c>), <c>inf</c> and <c>nan</c> in any case; too large is infinite; nothing but blanks is 0.</summary>
    public static bool TryParseFloat<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        value = T.Zero;
        if (text.IsEmpty || text.Length > MostCharacters)
        {
            return false;
        }

        text = Trim(text);
        if (text.IsEmpty)
        {
            return true;
        }

        bool isNegative = text[0] == '-';
        var rest = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (IsWord(rest, "inf"u8))
        {
            value = isNegative ? T.NegativeInfinity : T.PositiveInfinity;
            return true;
        }

        if (IsWord(rest, "nan"u8))
        {
            value = T.CopySign(T.NaN, isNegative ? T.NegativeOne : T.One);
            return true;
        }

        if (rest.Length > 2 && rest[0] == '0' && rest[1] is (byte)'x' or (byte)'X')
        {
            if (!TryParseHexadecimal(rest[2..], out value))
            {
                return false;
            }

            value = isNegative ? -value : value;
            return true;
        }

        // What .NET takes beyond this (signs in front of signs, blanks, separators) is ruled out by the style, the first character and the last.
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (rest.IsEmpty || !(char.IsAsciiDigit((char)rest[0]) || rest[0] == '.') || !(char.IsAsciiDigit((char)rest[^1]) || rest[^1] == '.')
            || !T.TryParse(rest, Style, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value = isNegative ? -value : value;
        return true;
    }

    private static bool TryParseHexadecimal<T>(ReadOnlySpan<byte> digits, out T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        value = T.Zero;
        var whole = BigInteger.Zero;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            whole = (whole << 4) + Convert.ToInt32(((char)digit).ToString(), 16);
        }

        value = T.CreateSaturating(whole);
        return true;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && IsBlank(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or >= (byte)'\t' and <= (byte)'\r';
}
