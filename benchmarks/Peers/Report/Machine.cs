using System.Runtime.InteropServices;

namespace TypedModels.Benchmarks;

/// <summary>Where and on what was measured.</summary>
internal sealed record Machine
{
    private const double BytesPerGigabyte = 1 << 30;

    public required string Processor { get; init; }

    public required int Cores { get; init; }

    public required double Gigabytes { get; init; }

    public required string System { get; init; }

    public required string DotNet { get; init; }

    /// <summary>Describes this machine.</summary>
    public static Machine Describe() => new()
    {
        Processor = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        Gigabytes = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGigabyte, 1),
        System = (Field("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? "") is { Length: > 0 } name ? $"{name}, {RuntimeInformation.OSDescription}" : RuntimeInformation.OSDescription,
        DotNet = Environment.Version.ToString(),
    };

    private static string? Field(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOfAny([':', '=']) + 1)..].Trim())
        .FirstOrDefault();
}
