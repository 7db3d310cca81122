namespace TypedModels.Benchmarks;

/// <summary>What more threads bring one caller, a row a model and batch.</summary>
internal static class ThreadsTable
{
    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IReadOnlyList<ThreadsRow> rows)
    {
        PeerKind[] kinds = [.. rows.Select(row => row.Peer).Distinct()];
        return new MarkdownTable(
            [$"times as fast with {rows[0].More} threads as with {rows[0].Fewer}", .. kinds.Select(kind => kind.Name())],
            [.. rows.GroupBy(row => (row.Model, row.Batch)).Select(group => (string[])
            [
                $"{group.Key.Model}, batch {group.Key.Batch}",
                .. kinds.Select(kind => Cell.Ratio(group.FirstOrDefault(row => row.Peer == kind)?.SpeedUp)),
            ])]);
    }
}
