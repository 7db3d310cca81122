namespace TypedModels.Benchmarks;

/// <summary>What reports call growing calls.</summary>
internal static class GrowthNames
{
    private const int PixelsOfUnit = 1000;

    /// <summary>How much of what grows is one unit, whose time is told.</summary>
    public static int UnitOf(GrowthKind kind) => kind == GrowthKind.Pixels ? PixelsOfUnit : 1;

    /// <summary>A title.</summary>
    public static string Title(this GrowthKind kind) => kind switch
    {
        GrowthKind.Batch => "Larger batches",
        GrowthKind.Pixels => "Larger pictures",
        GrowthKind.Depth => "Deeper networks",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What is told.</summary>
    public static string Unit(this GrowthKind kind) => kind switch
    {
        GrowthKind.Batch => "µs an example",
        GrowthKind.Pixels => "µs a thousand pixels",
        GrowthKind.Depth => "µs a block",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What it is told by.</summary>
    public static string Axis(this GrowthKind kind) => kind switch
    {
        GrowthKind.Batch => "examples in a call",
        GrowthKind.Pixels => "height and width",
        GrowthKind.Depth => "blocks",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A size, as axes and columns have it: of pictures the height.</summary>
    public static string Label(this GrowthKind kind, int size) => Cell.Text(kind == GrowthKind.Pixels ? Math.Sqrt(size) : size, "0");

    /// <summary>The name of the file with the plot.</summary>
    public static string FileName(this GrowthKind kind) => kind switch
    {
        GrowthKind.Batch => "growth-batch.svg",
        GrowthKind.Pixels => "growth-pixels.svg",
        GrowthKind.Depth => "growth-depth.svg",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
