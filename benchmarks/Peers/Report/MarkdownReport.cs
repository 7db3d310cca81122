using System.Globalization;
using System.Text;

namespace TypedModels.Benchmarks;

/// <summary>A report for people.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes it.</summary>
    public static string Write(PeersReport report)
    {
        var text = new StringBuilder();
        var machine = report.Machine;
        text.Append(CultureInfo.InvariantCulture, $"{machine.Processor}, {machine.Cores} cores, {machine.Gigabytes} GB; {machine.System}; .NET {machine.DotNet}, TensorFlow {report.TensorFlow}, ONNX Runtime {report.OnnxRuntime}");
        text.Append(report.Commit is null ? ".\n" : $"; {report.Commit}.\n");
        text.Append("A ratio is the managed engine's figure over the peer's, of one round, and the median of the rounds: below 1 the managed engine needs less.\n");
        foreach (var races in report.Races.GroupBy(race => (race.Threads, race.Batch)).OrderBy(races => races.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Calls: threads {races.Key.Threads}, batch {races.Key.Batch}\n\n");
            Append(text, RaceTable.Of([.. races]));
        }

        if (report.LeftOut.Count > 0)
        {
            text.Append("\nLeft out, since the ONNX file has no such output: ").AppendJoin("; ", report.LeftOut).Append(".\n");
        }

        if (report.Faults.Count > 0)
        {
            text.Append("\n## Not measured\n\n").AppendJoin("", report.Faults.Select(fault => $"- {fault.Subject}: {fault.Message}\n"));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, MarkdownTable table) => text.Append(table.Write());
}
