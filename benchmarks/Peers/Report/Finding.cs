namespace TypedModels.Benchmarks;

/// <summary>One line of what a measuring process says: one of its members is there.</summary>
internal sealed record Finding
{
    public RaceRow? Race { get; init; }

    public Fault? Fault { get; init; }
}
