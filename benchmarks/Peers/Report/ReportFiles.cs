using System.Text.Json;

namespace TypedModels.Benchmarks;

/// <summary>Reports on disk.</summary>
internal static class ReportFiles
{
    private static readonly PeersJson s_indented = new(new JsonSerializerOptions(PeersJson.Default.Options) { WriteIndented = true });

    /// <summary>Writes a report for people, one for machines, and a plot of each kind of growing calls.</summary>
    public static void Write(string folder, PeersReport report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "peers.md"), MarkdownReport.Write(report));
        File.WriteAllText(Path.Combine(folder, "peers.json"), JsonSerializer.Serialize(report, s_indented.PeersReport));
        foreach (var rows in report.Growth.GroupBy(row => row.Kind))
        {
            // Plots are of the fewest threads that were measured.
            int threads = rows.Min(row => row.Race.Threads);
            File.WriteAllText(Path.Combine(folder, rows.Key.FileName()), GrowthPlot.Draw(rows.Key, [.. rows.Where(row => row.Race.Threads == threads)]));
        }
    }
}
