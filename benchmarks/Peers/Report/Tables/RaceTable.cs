namespace TypedModels.Benchmarks;

/// <summary>The races of one number of threads and one batch, a row a model.</summary>
internal static class RaceTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IEnumerable<RaceRow> races) => new(
        ["model", "managed, µs", .. PeerNames.Others.Select(kind => $"× {kind.Name()}"), "bytes a call", "difference, tolerances"],
        [.. races.Select(race => (string[])
        [
            race.Model,
            Cell.Quantity(race.Find(PeerKind.Managed)?.Microseconds),
            .. PeerNames.Others.Select(kind => Cell.Ratio(race.Find(kind)?.Ratio)),
            Cell.Text(race.BytesPerCall, "0"),
            Cell.Text(race.LargestDifference, "0.000"),
        ])]);
}
