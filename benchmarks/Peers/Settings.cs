namespace TypedModels.Benchmarks;

/// <summary>What is measured.</summary>
internal sealed record Settings
{
    /// <summary>The models' folders.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The numbers of threads that a call may use.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>The numbers of examples in a call.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <summary>The rounds of a race.</summary>
    public required int Rounds { get; init; }

    /// <summary>What is measured, for the report.</summary>
    public string? Commit { get; init; }
}
