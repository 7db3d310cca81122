namespace TypedModels.Benchmarks;

/// <summary>One line of what a measuring process says: one of its members is there.</summary>
internal sealed record Finding
{
    public RaceRow? Race { get; init; }

    public StartRow? Start { get; init; }

    public MemoryRow? Memory { get; init; }

    public ThreadsRow? Threads { get; init; }

    public Fault? Fault { get; init; }
}
