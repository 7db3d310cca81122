using System.Text.Json.Serialization;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>All nodes of one operation.</summary>
internal sealed record OperationProfile
{
    /// <summary>The type of operation.</summary>
    public required string Operation { get; init; }

    /// <summary>The nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>How often they run in a call.</summary>
    public required int Runs { get; init; }

    /// <summary>Their time in a call, without that of the functions that they call.</summary>
    [JsonPropertyName("us")]
    public required double Microseconds { get; init; }

    /// <summary>Their part of the time of all nodes.</summary>
    public required double Share { get; init; }

    /// <summary>Floating-point operations in a nanosecond; null where their number is not known.</summary>
    public required double? Gflops { get; init; }

    /// <summary>Bytes that are read and written in a nanosecond; null where that says nothing.</summary>
    [JsonPropertyName("gbytes_per_second")]
    public required double? GigabytesPerSecond { get; init; }
}
