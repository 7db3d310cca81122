namespace TypedModels.Tool.Bench;

/// <summary>How a model is measured.</summary>
internal sealed record BenchSettings
{
    /// <summary>The threads that one call may use, or null for one per processor.</summary>
    public int? Threads { get; init; }

    /// <summary>The threads that call at the same time.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>How long the steady state is measured.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What runs the model.</summary>
    public EngineKind Engine { get; init; }

    /// <summary>Whether calls are looked into as well.</summary>
    public bool IsProfiled { get; init; }
}
