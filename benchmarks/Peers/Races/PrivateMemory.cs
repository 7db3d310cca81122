using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>The memory that this process shares with no other.</summary>
internal static class PrivateMemory
{
    private const double KilobytesPerMegabyte = 1024;

    /// <summary>Its size: pages that were written, and pages that were only read but that nobody else has.</summary>
    public static double Megabytes => File.ReadLines("/proc/self/smaps_rollup")
        .Where(line => line.StartsWith("Private_Clean:", StringComparison.Ordinal) || line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / KilobytesPerMegabyte;
}
