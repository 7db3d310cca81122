namespace TypedModels.Benchmarks;

/// <summary>What an example costs in larger and larger calls, by one number of threads, a row a model and peer.</summary>
internal static class BatchTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IReadOnlyList<RaceRow> races)
    {
        int[] batches = [.. races.Select(race => race.Batch).Distinct().Order()];
        return new MarkdownTable(
            ["µs an example", .. batches.Select(batch => $"batch {batch}")],
            [.. races.GroupBy(race => race.Model).SelectMany(model => PeerNames.All.Select(kind => (string[])
            [
                $"{model.Key}, {kind.Name()}",
                .. batches.Select(batch => Cell.Quantity(model.FirstOrDefault(race => race.Batch == batch)?.Find(kind)?.Microseconds / batch)),
            ]))]);
    }
}
