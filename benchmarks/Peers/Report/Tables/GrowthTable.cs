namespace TypedModels.Benchmarks;

/// <summary>What a unit costs in larger and larger calls, by one number of threads, a row a series and peer: where rows do not change, time grows as the size does.</summary>
internal static class GrowthTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(GrowthKind kind, IReadOnlyList<GrowthRow> rows)
    {
        int[] sizes = [.. rows.Select(row => row.Size).Distinct().Order()];
        return new MarkdownTable(
            [$"{kind.Unit()}, by {kind.Axis()}", .. sizes.Select(size => kind.Label(size)), "exponent of the upper half"],
            [.. rows.GroupBy(row => row.Series).SelectMany(series => PeerNames.Growing.Select(peer => (string[])
            [
                $"{series.Key}, {peer.Name()}",
                .. sizes.Select(size => Cell.Quantity(series.FirstOrDefault(row => row.Size == size)?.TimeOfUnit(peer))),
                Cell.Ratio(Exponent([.. series.OrderBy(row => row.Size)], peer)),
            ]))]);
    }

    /// <summary>The power of the size that the time grew with between the middle of the sizes and the largest: 1 is linear, 2 quadratic.</summary>
    private static double? Exponent(IReadOnlyList<GrowthRow> rows, PeerKind peer)
    {
        var (middle, last) = (rows[rows.Count / 2], rows[^1]);
        double? ratio = last.Race.Find(peer)?.Microseconds / middle.Race.Find(peer)?.Microseconds;
        return middle.Size < last.Size && ratio is { } times ? Math.Log(times) / Math.Log((double)last.Size / middle.Size) : null;
    }
}
