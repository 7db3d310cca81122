namespace TypedModels.Benchmarks;

/// <summary>The middle of several measurements.</summary>
internal static class Median
{
    /// <summary>The median of values; the mean of the two in the middle where their number is even.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of the ratios of what was measured in the same round.</summary>
    public static double OfRatios(IEnumerable<double> values, IEnumerable<double> others) => Of(values.Zip(others, (value, other) => value / other));
}
