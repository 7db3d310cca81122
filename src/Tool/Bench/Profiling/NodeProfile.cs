using System.Text.Json.Serialization;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>One node.</summary>
internal sealed record NodeProfile
{
    /// <summary>Its name in the graph, behind the names of the calls it lies in.</summary>
    public required string Node { get; init; }

    /// <summary>The type of its operation.</summary>
    public required string Operation { get; init; }

    /// <summary>The nodes that it carries out beside its own.</summary>
    public required IReadOnlyList<FusedNode> Fused { get; init; }

    /// <summary>All operations that it carries out, in their order.</summary>
    [JsonIgnore]
    public string AllOperations { get; init; } = "";

    /// <summary>How often it runs in a call.</summary>
    public required int Runs { get; init; }

    /// <summary>Its time in a call, without that of the functions that it calls.</summary>
    [JsonPropertyName("us")]
    public required double Microseconds { get; init; }

    /// <summary>Its part of the time of all nodes.</summary>
    public required double Share { get; init; }

    /// <summary>Floating-point operations in a nanosecond; null where their number is not known.</summary>
    public required double? Gflops { get; init; }

    /// <summary>Bytes that are read and written in a nanosecond; null where that says nothing.</summary>
    [JsonPropertyName("gbytes_per_second")]
    public required double? GigabytesPerSecond { get; init; }

    /// <summary>Whether threads help it.</summary>
    public required bool IsShared { get; init; }

    /// <summary>What it reads, such as <c>float[1, 32, 32, 3]</c>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What it gives.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The size of what it gives.</summary>
    public required long OutputBytes { get; init; }

    /// <summary>The most memory of the call that was in use at its end.</summary>
    public required long InUseBytes { get; init; }

    /// <summary>The managed memory that it allocates in a call.</summary>
    public required long ManagedBytes { get; init; }
}

/// <summary>A node that another carries out.</summary>
/// <param name="Node">Its name in the graph.</param>
/// <param name="Operation">The type of its operation.</param>
internal sealed record FusedNode(string Node, string Operation);
