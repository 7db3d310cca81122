namespace TypedModels.Benchmarks;

/// <summary>How numbers look in tables.</summary>
internal static class Cell
{
    private const string Missing = "–";

    /// <summary>A ratio.</summary>
    public static string Ratio(double? value) => Text(value, "0.00");

    /// <summary>A time or a size, with a digit after the point.</summary>
    public static string Quantity(double? value) => Text(value, "0.0");

    /// <summary>Any number; a dash where there is none.</summary>
    public static string Text(double? value, string format) => value?.ToString(format, System.Globalization.CultureInfo.InvariantCulture) ?? Missing;
}
