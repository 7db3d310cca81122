namespace TypedModels.Benchmarks;

/// <summary>A race of one size among others.</summary>
/// <param name="Kind">What grows.</param>
/// <param name="Series">The model, or what all models of the series are.</param>
/// <param name="Size">How much of it there is.</param>
/// <param name="Race">What came out.</param>
internal sealed record GrowthRow(GrowthKind Kind, string Series, int Size, RaceRow Race)
{
    /// <summary>A peer's time for one unit of what grows, in microseconds; null if it did not take part.</summary>
    public double? TimeOfUnit(PeerKind peer) => Race.Find(peer)?.Microseconds * GrowthNames.UnitOf(Kind) / Size;
}
