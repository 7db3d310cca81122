using System.Text;

namespace TypedModels.Benchmarks;

/// <summary>A report for people.</summary>
internal sealed class MarkdownReport
{
    private readonly StringBuilder _text = new();

    private MarkdownReport()
    {
    }

    /// <summary>Writes it.</summary>
    public static string Write(PeersReport report)
    {
        var written = new MarkdownReport();
        written.AppendHead(report);
        written.AppendRaces(report);
        written.AppendScaling(report);
        written.AppendStarts(report);
        written.AppendMemory(report);
        written.AppendFaults(report);
        return written._text.ToString();
    }

    private void AppendHead(PeersReport report)
    {
        var machine = report.Machine;
        _text.Append($"{machine.Processor}, {machine.Cores} cores, {machine.Gigabytes} GB; {machine.System}; .NET {machine.DotNet}, TensorFlow {report.TensorFlow}, ONNX Runtime {report.OnnxRuntime}");
        _text.Append(report.Commit is null ? ".\n" : $"; {report.Commit}.\n");
        _text.Append("A figure after × is the managed engine's over the peer's in the same round, the median of the rounds: below 1 the managed engine needs less.\n");
        _text.Append($"All outputs were compared with TensorFlow's before anything was timed: floats within {Agreement.Relative} relative and {Agreement.Absolute} absolute, all else exactly.\n");
        if (report.LeftOut.Count > 0)
        {
            _text.Append("No peer was asked for outputs that the ONNX file lacks: ").AppendJoin("; ", report.LeftOut).Append(".\n");
        }
    }

    private void AppendRaces(PeersReport report)
    {
        foreach (var races in report.Races.GroupBy(race => (race.Threads, race.Batch)).OrderBy(races => races.Key))
        {
            Append($"Calls, {Threads(races.Key.Threads)}, batch {races.Key.Batch}", RaceTable.Of(races));
        }
    }

    private void AppendScaling(PeersReport report)
    {
        foreach (var rows in report.Growth.GroupBy(row => (row.Kind, row.Race.Threads)).OrderBy(rows => rows.Key))
        {
            Append($"{rows.Key.Kind.Title()}, {Threads(rows.Key.Threads)}", GrowthTable.Of(rows.Key.Kind, [.. rows]));
        }

        if (report.Threads.Count > 0)
        {
            Append("More threads for one caller", ThreadsTable.Of(report.Threads));
        }

        if (report.Callers.Count > 0)
        {
            Append("Two callers", CallersTable.Of(report.Callers));
        }
    }

    private void AppendStarts(PeersReport report)
    {
        if (report.ColdStarts.Count > 0)
        {
            Append("From the start of a process", StartTable.Of(report.ColdStarts));
        }

        if (report.WarmStarts.Count > 0)
        {
            Append("Loading once more in the same process", StartTable.Of(report.WarmStarts));
        }
    }

    private void AppendMemory(PeersReport report)
    {
        foreach (var rows in report.Memory.GroupBy(row => row.Threads))
        {
            Append($"Memory, {Threads(rows.Key)}", MemoryTable.Of([.. rows]));
        }
    }

    private void AppendFaults(PeersReport report)
    {
        if (report.Faults.Count > 0)
        {
            _text.Append("\n## Not measured\n\n").AppendJoin("", report.Faults.Select(fault => $"- {fault.Subject}: {fault.Message}\n"));
        }
    }

    private void Append(string title, MarkdownTable table) => _text.Append($"\n## {title}\n\n").Append(table.Write());

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";
}
