using System.Text.Json.Serialization;
using TypedModels.Tool.Bench.Profiling;

namespace TypedModels.Tool.Bench;

/// <summary>What <c>bench</c> measured. Its members are the JSON of <c>bench --json</c>: they may be added to, not changed.</summary>
internal sealed record BenchReport
{
    /// <summary>The model's short name.</summary>
    public required string Model { get; init; }

    /// <summary>What ran it, with its version.</summary>
    public required string Engine { get; init; }

    /// <summary>The threads that one call may use.</summary>
    public required int Threads { get; init; }

    /// <summary>The rows of each call: the length of the inputs' first axis where the model leaves it open.</summary>
    public required long Batch { get; init; }

    /// <summary>The time of the load, opening the engine's library included.</summary>
    public required double LoadMs { get; init; }

    /// <summary>The time of the first call.</summary>
    public required double FirstMs { get; init; }

    /// <summary>The time that half of the calls stay within.</summary>
    [JsonPropertyName("p50_us")]
    public required double P50Microseconds { get; init; }

    /// <summary>The time that nine of ten calls stay within.</summary>
    [JsonPropertyName("p90_us")]
    public required double P90Microseconds { get; init; }

    /// <summary>The time that 99 of 100 calls stay within.</summary>
    [JsonPropertyName("p99_us")]
    public required double P99Microseconds { get; init; }

    /// <summary>Calls a second, of all callers together.</summary>
    public required double CallsPerSecond { get; init; }

    /// <summary>Bytes of managed memory that a call allocates, its result included.</summary>
    public required double BytesPerCall { get; init; }

    /// <summary>The memory of the process that is resident after the calls, in units of 10⁶ bytes.</summary>
    public required double ResidentMb { get; init; }

    /// <summary>Where the time of a call goes, when that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileReport? Profile { get; init; }
}
