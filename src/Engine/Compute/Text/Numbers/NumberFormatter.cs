using System.Buffers.Text;
using System.Globalization;

namespace TypedModels.Engine.Text;

/// <summary>Writes numbers as C's <c>printf</c> does: correctly rounded, exact ties to even.</summary>
internal static class NumberFormatter
{
    // The most digits that a double has.
    private const int AllDigits = 770;
    private const int ShortestRoom = 128;

    /// <summary>Appends a floating point number.</summary>
    public static void Append(ByteBuffer output, double value, PrintfFormat format)
    {
        int start = output.Length;
        AppendSign(output, double.IsNegative(value), format.Flag);
        int digits = output.Length;
        if (!double.IsFinite(value))
        {
            output.Append(double.IsNaN(value) ? "nan"u8 : "inf"u8);

            // Zeros are not put before what is no number.
            Pad(output, start, digits, format.Flag == (byte)'0' ? format with { Flag = 0 } : format);
            return;
        }

        int precision = format.Precision < 0 ? 6 : format.Precision;
        double magnitude = Math.Abs(value);
        switch (format.Conversion)
        {
            case 'e':
                AppendScientific(output, magnitude, precision);
                break;
            case 'g':
                AppendGeneral(output, magnitude, Math.Max(1, precision), keepZeros: format.Flag == (byte)'#');
                break;
            default:
                AppendFixed(output, magnitude, precision);
                break;
        }

        if (format.Flag == (byte)'#' && !output.Written[digits..].Contains((byte)'.'))
        {
            // The flag asks for a point even where nothing follows it.
            int mark = output.Written[digits..].IndexOf((byte)'e');
            output.Insert(mark < 0 ? output.Length : digits + mark, 1, (byte)'.');
        }

        Pad(output, start, digits, format);
    }

    /// <summary>Appends an integer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="magnitude">The number without its sign.</param>
    /// <param name="isNegative">Its sign.</param>
    /// <param name="isSigned">Whether its type has a sign; where it has none, the flags + and blank do nothing.</param>
    /// <param name="format">The flag and the width.</param>
    public static void AppendInteger(ByteBuffer output, ulong magnitude, bool isNegative, bool isSigned, PrintfFormat format)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(magnitude, digits, out int length);
        if (!isSigned && format.Flag is (byte)'+' or (byte)' ')
        {
            format = format with { Flag = 0 };
        }

        AppendPadded(output, isNegative, digits[..length], format);
    }

    /// <summary>Appends a text, padded to the width; only the flag − means anything.</summary>
    public static void AppendText(ByteBuffer output, ReadOnlySpan<byte> text, PrintfFormat format) =>
        AppendPadded(output, false, text, format.Flag == (byte)'-' ? format : format with { Flag = 0 });

    private static void AppendPadded(ByteBuffer output, bool isNegative, ReadOnlySpan<byte> text, PrintfFormat format)
    {
        int start = output.Length;
        AppendSign(output, isNegative, format.Flag);
        int digits = output.Length;
        output.Append(text);
        Pad(output, start, digits, format);
    }

    private static void AppendSign(ByteBuffer output, bool isNegative, byte flag)
    {
        if (isNegative)
        {
            output.Append((byte)'-');
        }
        else if (flag is (byte)'+' or (byte)' ')
        {
            output.Append(flag);
        }
    }

    private static void Pad(ByteBuffer output, int start, int digits, PrintfFormat format)
    {
        int padding = Math.Max(0, format.Width - (output.Length - start));
        switch (format.Flag)
        {
            case (byte)'-':
                output.Reserve(padding).Fill((byte)' ');
                break;
            case (byte)'0':
                output.Insert(digits, padding, (byte)'0');
                break;
            default:
                output.Insert(start, padding, (byte)' ');
                break;
        }
    }

    private static void AppendFixed(ByteBuffer output, double value, int precision)
    {
        // A number with n binary digits behind the point has exactly n decimal ones, the last a 5: it is a tie when one of them is to go.
        bool isTie = FractionBits(value) == precision + 1;
        int start = output.Length;
        Format(output, value, 'F', isTie ? precision + 1 : precision);
        if (isTie)
        {
            RoundTie(output, start, output.Length - 1);
        }
    }

    private static void AppendScientific(ByteBuffer output, double value, int precision)
    {
        int start = output.Length;
        Format(output, value, 'E', precision + 1);
        int mark = output.Written[start..].IndexOf((byte)'E') + start;
        if (output.Written[mark - 1] == '5' && IsExact(value, precision + 1))
        {
            Span<byte> exponent = stackalloc byte[8];
            var written = output.Written[mark..];
            written.CopyTo(exponent);
            exponent = exponent[..written.Length];
            output.Truncate(mark);
            bool isLonger = RoundTie(output, start, mark - 1);
            int power = int.Parse(exponent[1..], CultureInfo.InvariantCulture);
            if (isLonger)
            {
                // 9.5 became 10: it is 1 with a larger exponent.
                MovePoint(output, start);
                power++;
            }

            AppendExponent(output, power);
            return;
        }

        output.Truncate(start);
        Format(output, value, 'E', precision);
        mark = output.Written[start..].IndexOf((byte)'E') + start;
        int plain = int.Parse(output.Written[(mark + 1)..], CultureInfo.InvariantCulture);
        output.Truncate(mark);
        AppendExponent(output, plain);
    }

    private static void MovePoint(ByteBuffer output, int start)
    {
        // "10.00" → "1.000", "10" → "1": as many digits behind the point as before.
        Span<byte> digits = output.Written[start..].ToArray();
        output.Truncate(start);
        output.Append(digits[0]);
        if (digits.Length > 2)
        {
            output.Append((byte)'.');
            output.Append(digits[1]);
            output.Append(digits[3..^1]);
        }
    }

    private static void AppendExponent(ByteBuffer output, int power)
    {
        output.Append((byte)'e');
        output.Append(power < 0 ? (byte)'-' : (byte)'+');
        power = Math.Abs(power);
        if (power >= 100)
        {
            output.Append((byte)('0' + (power / 100)));
        }

        output.Append((byte)('0' + (power / 10 % 10)));
        output.Append((byte)('0' + (power % 10)));
    }

    private static void AppendGeneral(ByteBuffer output, double value, int precision, bool keepZeros)
    {
        int start = output.Length;
        AppendScientific(output, value, precision - 1);
        int mark = output.Written[start..].IndexOf((byte)'e') + start;
        int power = int.Parse(output.Written[(mark + 1)..], CultureInfo.InvariantCulture);
        if (power >= -4 && power < precision)
        {
            output.Truncate(start);
            AppendFixed(output, value, precision - 1 - power);
            mark = output.Length;
        }

        if (keepZeros || !output.Written[start..mark].Contains((byte)'.'))
        {
            return;
        }

        int kept = mark;
        while (output.Written[kept - 1] == '0')
        {
            kept--;
        }

        kept -= output.Written[kept - 1] == '.' ? 1 : 0;
        byte[] exponent = output.Written[mark..].ToArray();
        output.Truncate(kept);
        output.Append(exponent);
    }

    /// <summary>Drops the digit 5 at the end of a number that is exact, and rounds to even.</summary>
    /// <returns>Whether the number has got a digit more in front.</returns>
    private static bool RoundTie(ByteBuffer output, int start, int last)
    {
        byte[] text = output.Written[start..last].ToArray();
        output.Truncate(start);
        int end = text.Length - 1;
        int digit = text[end] == '.' ? end - 1 : end;
        bool isUp = (text[digit] & 1) == 1;
        for (; isUp && digit >= 0; digit--)
        {
            if (text[digit] != '.')
            {
                isUp = text[digit] == '9';
                text[digit] = isUp ? (byte)'0' : (byte)(text[digit] + 1);
            }
        }

        if (isUp)
        {
            output.Append((byte)'1');
        }

        output.Append(text.AsSpan(0, text[end] == '.' ? end : end + 1));
        return isUp;
    }

    private static bool IsExact(double value, int precision)
    {
        var all = new ByteBuffer(AllDigits + 16);
        Format(all, value, 'E', AllDigits);
        int mark = all.Written.IndexOf((byte)'E');
        return !all.Written[(precision + 2)..mark].ContainsAnyExcept((byte)'0');
    }

    private static int FractionBits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        long mantissa = bits & 0xfffffffffffff;
        if (exponent != 0)
        {
            mantissa |= 1L << 52;
        }

        return mantissa == 0 ? 0 : Math.Max(0, 1075 - Math.Max(1, exponent) - System.Numerics.BitOperations.TrailingZeroCount(mantissa));
    }

    private static void Format(ByteBuffer output, double value, char kind, int precision)
    {
        Span<char> format = stackalloc char[12];
        format[0] = kind;
        precision.TryFormat(format[1..], out int digits, default, CultureInfo.InvariantCulture);
        int room = precision + ShortestRoom + (kind == 'F' ? 320 : 0);
        int start = output.Length;
        value.TryFormat(output.Reserve(room), out int length, format[..(1 + digits)], CultureInfo.InvariantCulture);
        output.Truncate(start + length);
    }
}
