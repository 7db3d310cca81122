using System.Globalization;

namespace TypedModels.Tool.Terminal;

/// <summary>Numbers as people read them.</summary>
internal static class Quantity
{
    private static readonly string[] s_byteUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>A size in bytes, three digits of it: <c>17.4 kB</c>; a kilobyte is 1000 bytes.</summary>
    public static string Bytes(double bytes)
    {
        int unit = 0;
        while (bytes >= 999.5 && unit < s_byteUnits.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return $"{ThreeDigits(bytes)} {s_byteUnits[unit]}";
    }

    /// <summary>A time, three digits of it: <c>17.4 µs</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 0.9995 => $"{ThreeDigits(time.TotalMicroseconds)} µs",
        < 999.5 => $"{ThreeDigits(time.TotalMilliseconds)} ms",
        _ => $"{ThreeDigits(time.TotalSeconds)} s",
    };

    /// <summary>A count with separators: <c>54,321</c>.</summary>
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted: <c>1 node</c>, <c>1,234 nodes</c>.</summary>
    public static string Count(double count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>An error of a computation: <c>0</c>, <c>2.4e-07</c>.</summary>
    public static string Error(double? error) => error switch
    {
        null => "",
        0 => "0",
        { } value => value.ToString(value is >= 0.001 and < 10_000 ? "0.####" : "0.#e+00", CultureInfo.InvariantCulture),
    };

    private static string ThreeDigits(double value) => value.ToString(value < 9.995 ? "0.##" : value < 99.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
}
