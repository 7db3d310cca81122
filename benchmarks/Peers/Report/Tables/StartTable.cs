namespace TypedModels.Benchmarks;

/// <summary>Times to the first answer, a row a model.</summary>
internal static class StartTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IReadOnlyList<StartRow> rows)
    {
        PeerKind[] kinds = [.. rows.SelectMany(row => row.Peers).Select(peer => peer.Peer).Distinct()];
        bool isCold = rows.Any(row => row.HostMilliseconds is not null);
        return new MarkdownTable(
            [
                "ms to the first answer",
                .. isCold ? (string[])["process that does nothing"] : [],
                .. kinds.Select(kind => $"{kind.Name()} (load + first call)"),
                .. kinds.Where(kind => kind != PeerKind.Managed).Select(kind => $"× {kind.Name()}"),
                "methods compiled, managed engine",
            ],
            [.. rows.Select(row => (string[])
            [
                row.Model,
                .. isCold ? (string[])[Cell.Quantity(row.HostMilliseconds)] : [],
                .. kinds.Select(kind => Times(row.Find(kind))),
                .. kinds.Where(kind => kind != PeerKind.Managed).Select(kind => Cell.Ratio(row.Find(kind)?.Ratio)),
                Cell.Text(row.Find(PeerKind.Managed)?.CompiledMethods, "0"),
            ])]);
    }

    private static string Times(StartTime? time) =>
        $"{Cell.Quantity(time?.Milliseconds)} ({Cell.Quantity(time?.LoadMilliseconds)} + {Cell.Quantity(time?.FirstCallMilliseconds)})";
}
