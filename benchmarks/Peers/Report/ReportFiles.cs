using System.Text.Json;

namespace TypedModels.Benchmarks;

/// <summary>Reports on disk.</summary>
internal static class ReportFiles
{
    private static readonly PeersJson s_indented = new(new JsonSerializerOptions(PeersJson.Default.Options) { WriteIndented = true });

    /// <summary>Writes a report for people and one for machines.</summary>
    public static void Write(string folder, PeersReport report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "peers.md"), MarkdownReport.Write(report));
        File.WriteAllText(Path.Combine(folder, "peers.json"), JsonSerializer.Serialize(report, s_indented.PeersReport));
    }
}
