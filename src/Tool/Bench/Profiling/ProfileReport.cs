using System.Text.Json.Serialization;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Where the time and the memory of a call go. Its members are the JSON of <c>bench --profile --json</c>: they may be added to, not changed.</summary>
internal sealed record ProfileReport
{
    /// <summary>The calls that were looked into; times are medians over them.</summary>
    public required int Calls { get; init; }

    /// <summary>The time of a call that nobody looks into, inputs and results included.</summary>
    [JsonPropertyName("call_us")]
    public required double CallMicroseconds { get; init; }

    /// <summary>The same of a call that is looked into.</summary>
    [JsonPropertyName("profiled_call_us")]
    public required double ProfiledCallMicroseconds { get; init; }

    /// <summary>The sum of the times of all nodes, without what measuring them took.</summary>
    [JsonPropertyName("nodes_us")]
    public required double NodesMicroseconds { get; init; }

    /// <summary>The operations, the one that takes most first.</summary>
    public required IReadOnlyList<OperationProfile> Operations { get; init; }

    /// <summary>The nodes, the one that takes most first.</summary>
    public required IReadOnlyList<NodeProfile> Nodes { get; init; }

    /// <summary>The memory.</summary>
    public required MemoryProfile Memory { get; init; }

    /// <summary>What became of the nodes of the model's graph.</summary>
    public required PlanProfile Plan { get; init; }
}
