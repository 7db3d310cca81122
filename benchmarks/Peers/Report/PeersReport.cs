namespace TypedModels.Benchmarks;

/// <summary>All that was measured.</summary>
internal sealed record PeersReport
{
    public required Machine Machine { get; init; }

    public required string TensorFlow { get; init; }

    public required string OnnxRuntime { get; init; }

    public string? Commit { get; init; }

    /// <summary>Outputs of models that no peer was asked for, since the ONNX file lacks them.</summary>
    public List<string> LeftOut { get; init; } = [];

    public List<RaceRow> Races { get; init; } = [];

    /// <summary>Races with more and more in a call: examples, pixels, layers.</summary>
    public List<GrowthRow> Growth { get; init; } = [];

    public List<ThreadsRow> Threads { get; init; } = [];

    public List<CallersRow> Callers { get; init; } = [];

    /// <summary>From the start of a process to the first answer.</summary>
    public List<StartRow> ColdStarts { get; init; } = [];

    /// <summary>Load and first call in a process that has loaded the model before.</summary>
    public List<StartRow> WarmStarts { get; init; } = [];

    public List<MemoryRow> Memory { get; init; } = [];

    public List<Fault> Faults { get; init; } = [];
}
