using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedModels.Generator.Parsing;

/// <summary>Writes the defaults of scalars as C# constants.</summary>
internal static class DefaultConstants
{
    private static readonly Regex s_number = new("^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);

    /// <summary>The constant for a contract's <paramref name="literal"/>; null where C# has no constants of the type, or the literal is none of its values.</summary>
    public static string? Find(DataType type, string literal) => type switch
    {
        DataType.Float => Floating(literal, "float", "f", IsFiniteSingle),
        DataType.Double => Floating(literal, "double", "d", IsFiniteDouble),
        DataType.Bool => literal is "true" or "false" ? literal : null,
        DataType.Int8 or DataType.QInt8 => Integer(literal, sbyte.MinValue, (ulong)sbyte.MaxValue, ""),
        DataType.UInt8 or DataType.QUInt8 => Integer(literal, 0, byte.MaxValue, ""),
        DataType.Int16 or DataType.QInt16 => Integer(literal, short.MinValue, (ulong)short.MaxValue, ""),
        DataType.UInt16 or DataType.QUInt16 => Integer(literal, 0, ushort.MaxValue, ""),
        DataType.Int32 or DataType.QInt32 => Integer(literal, int.MinValue, int.MaxValue, ""),
        DataType.UInt32 => Integer(literal, 0, uint.MaxValue, "U"),
        DataType.Int64 => Integer(literal, long.MinValue, long.MaxValue, "L"),
        DataType.UInt64 => Integer(literal, 0, ulong.MaxValue, "UL"),
        _ => null,
    };

    private static string? Integer(string literal, long lowest, ulong highest, string suffix)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        bool fits = literal.StartsWith("-", StringComparison.Ordinal)
            ? long.TryParse(literal, Style, CultureInfo.InvariantCulture, out long negative) && negative >= lowest
            : ulong.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out ulong positive) && positive <= highest;
        return fits ? literal + suffix : null;
    }

    private static string? Floating(string literal, string type, string suffix, Func<string, bool> isFinite)
    {
        switch (literal.ToLowerInvariant())
        {
            case "nan" or "-nan":
                return type + ".NaN";
            case "inf" or "infinity":
                return type + ".PositiveInfinity";
            case "-inf" or "-infinity":
                return type + ".NegativeInfinity";
            default:
                return s_number.IsMatch(literal) && isFinite(literal) ? literal + suffix : null;
        }
    }

    private static bool IsFiniteSingle(string literal) => float.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && !float.IsInfinity(value);

    private static bool IsFiniteDouble(string literal) => double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value);
}
