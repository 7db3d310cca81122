namespace TypedModels.Benchmarks;

/// <summary>What two callers make at the same time, a row a model and peer.</summary>
internal static class CallersTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IEnumerable<CallersRow> rows) => new(
        ["calls a second, batch 1, one thread each", "two threads over one", "two processes over one", "two threads over two processes"],
        [.. rows.Select(row => (string[])[$"{row.Model}, {row.Peer.Name()}", Cell.Ratio(row.OverOne), Cell.Ratio(row.ProcessesOverOne), Cell.Ratio(row.OverProcesses)])]);
}
