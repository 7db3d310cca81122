namespace TypedModels.Benchmarks;

/// <summary>What is measured.</summary>
internal sealed record Settings
{
    /// <summary>The models' folders.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What is measured of each.</summary>
    public required IReadOnlyList<MeasurementPart> Parts { get; init; }

    /// <summary>The numbers of threads that a call may use, in ascending order.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>The numbers of examples in a call.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <summary>The rounds of a race.</summary>
    public required int Rounds { get; init; }

    /// <summary>The program that is started where a process is measured as a whole, such as this one published ReadyToRun.</summary>
    public required string Host { get; init; }

    /// <summary>For how many seconds calls are made before memory is looked at for the last time.</summary>
    public required int MemorySeconds { get; init; }

    /// <summary>What is measured, for the report.</summary>
    public string? Commit { get; init; }
}
