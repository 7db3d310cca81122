using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>Measures one model, each thing in processes of its own.</summary>
internal sealed class ModelMeasurement(Settings settings, CaseFiles cases, PeersReport report)
{
    // What takes a process for each figure, and what is looked at for its trend, has fewer rounds than the races.
    private const int FewRounds = 5;

    private static readonly int[] s_growingBatches = [1, 2, 4, 8, 16, 32];
    private static readonly PeerKind[] s_concurrent = [PeerKind.Managed, PeerKind.TunedTensorFlow, PeerKind.OnnxRuntime];

    // Races are of code that runs for long: the program as it is, not as it is published for a fast start.
    private static readonly string s_self = Environment.ProcessPath!;

    private int FewestThreads => settings.Threads[0];

    private int MostThreads => settings.Threads[^1];

    /// <summary>Compares what the peers answer; false, with the reason in the report, when they do not agree.</summary>
    public bool Agrees()
    {
        int before = report.Faults.Count;
        foreach (int threads in settings.Threads)
        {
            Run(s_self, _ => { }, [MeasuringVerbs.Compare, Text(threads), .. settings.Batches.Select(cases.Of)]);
        }

        return report.Faults.Count == before;
    }

    /// <summary>Measures a part and adds it to the report.</summary>
    /// <exception cref="InvalidOperationException">It cannot be measured.</exception>
    public void Measure(MeasurementPart part)
    {
        switch (part)
        {
            case MeasurementPart.Calls:
                MeasureCalls(settings.Batches, settings.Rounds, report.Races);
                break;
            case MeasurementPart.Batches:
                MeasureCalls(s_growingBatches, FewRounds, report.Batches);
                break;
            case MeasurementPart.Threads when FewestThreads < MostThreads:
                Run(s_self, finding => report.Threads.Add(finding.Threads!), [MeasuringVerbs.Threads, Text(FewestThreads), Text(MostThreads), Text(settings.Rounds), .. settings.Batches.Select(cases.Of)]);
                break;
            case MeasurementPart.Callers:
                report.Callers.AddRange(s_concurrent.Select(kind => new ConcurrentCallers(s_self, FewRounds).Measure(cases.Name, First, kind)));
                break;
            case MeasurementPart.Starts:
                report.ColdStarts.Add(new ColdStart(settings.Host, FewRounds).Measure(cases.Name, First, MostThreads));
                Run(settings.Host, finding => report.WarmStarts.Add(finding.Start!), MeasuringVerbs.WarmStart, Text(MostThreads), Text(settings.Rounds), First);
                break;
            case MeasurementPart.Memory:
                MeasureMemory();
                break;
        }
    }

    private string First => cases.Of(settings.Batches[0]);

    private void MeasureCalls(IReadOnlyList<int> batches, int rounds, List<RaceRow> rows)
    {
        foreach (int threads in settings.Threads)
        {
            Run(s_self, finding => rows.Add(finding.Race!), [MeasuringVerbs.Race, Text(threads), Text(rounds), .. batches.Select(cases.Of)]);
        }
    }

    private void MeasureMemory()
    {
        foreach (int threads in settings.Threads)
        {
            foreach (var kind in PeerNames.All)
            {
                Run(settings.Host, finding => report.Memory.Add(finding.Memory!), MeasuringVerbs.Memory, kind.ToString(), Text(threads), Text(settings.MemorySeconds), First);
            }
        }
    }

    private void Run(string host, Action<Finding> add, params IReadOnlyList<string> arguments)
    {
        bool isComplete = MeasuringProcess.Run(
            host,
            finding =>
            {
                if (finding.Fault is { } fault)
                {
                    report.Faults.Add(fault);
                }
                else
                {
                    add(finding);
                }
            },
            arguments);
        if (!isComplete)
        {
            report.Faults.Add(new Fault(cases.Name, $"The process that measures it did not come to its end: {string.Join(' ', arguments)}"));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
