namespace TypedModels.Benchmarks;

/// <summary>Private memory after one call and after many, of one number of threads, a row a model and peer.</summary>
internal static class MemoryTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IReadOnlyList<MemoryRow> rows) => new(
        ["private MB over the empty process", .. rows[0].Steps.Select(step => $"{step.Planned:#,0} {(step.Planned == 1 ? "call" : "calls")}"), "managed engine, × this at the end"],
        [.. rows.Select(row => (string[])
        [
            $"{row.Model}, {row.Peer.Name()}",
            .. row.Steps.Select(step => Cell.Quantity(step.Megabytes) + (step.Calls < step.Planned ? $" ({step.Calls:#,0})" : "")),
            Cell.Ratio(rows.FirstOrDefault(other => other.Model == row.Model && other.Peer == PeerKind.Managed)?.Steps[^1].Megabytes / row.Steps[^1].Megabytes),
        ])]);
}
