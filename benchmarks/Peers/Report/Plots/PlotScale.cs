namespace TypedModels.Benchmarks;

/// <summary>The scale of an axis from 0 to a round number.</summary>
/// <param name="Step">How far its marks are apart.</param>
/// <param name="Count">How many there are above 0.</param>
internal readonly record struct PlotScale(double Step, int Count)
{
    private const int MostMarks = 4;

    /// <summary>Where it ends.</summary>
    public double End => Step * Count;

    /// <summary>The scale that holds values up to <paramref name="largest"/>, with marks at 1, 2 or 5 times a power of ten.</summary>
    public static PlotScale Of(double largest)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(largest)) - 1);
        double step = new[] { 1.0, 2, 5, 10, 20, 50 }.Select(factor => factor * power).First(step => largest <= step * MostMarks);
        return new PlotScale(step, (int)Math.Ceiling(largest / step));
    }
}
