using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>Measures one model, each thing in processes of its own.</summary>
internal sealed class ModelMeasurement(Settings settings, CaseFiles cases, PeersReport report)
{
    // What takes a process for each figure has fewer rounds than the races.
    private const int FewRounds = 5;

    private static readonly int[] s_growingBatches = [1, 2, 4, 8, 16, 32, 64];
    private static readonly int[] s_growingSides = [64, 96, 128, 192, 256, 384, 512];
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
                MeasureCalls(MeasuringVerbs.Race, report.Races.Add, settings.Batches.Select(cases.Of));
                break;
            case MeasurementPart.Batches:
                MeasureGrowth(GrowthKind.Batch, cases.Name, race => race.Batch, s_growingBatches.Select(cases.Of));
                break;
            case MeasurementPart.Pictures when cases.HaveSides:
                MeasureGrowth(GrowthKind.Pixels, cases.Name, race => race.Side * race.Side, s_growingSides.Select(cases.OfSide));
                break;
            case MeasurementPart.Depths when SeriesThatEnds() is { } series:
                MeasureGrowth(GrowthKind.Depth, series.Name, race => DepthName.TryParse(race.Model)!.Value.Blocks, series.Files);
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

    /// <summary>The cases of all models that differ from this one in their depth, if it is the last of them: others come before it.</summary>
    private (string Name, IEnumerable<string> Files)? SeriesThatEnds()
    {
        string? name = DepthName.TryParse(cases.Name)?.Series;
        List<string> models = [.. settings.Models.Where(model => name is not null && DepthName.TryParse(Path.GetFileName(model))?.Series == name)];
        return models.Count > 0 && Path.GetFileName(models[^1]) == cases.Name ? (name!, models.Select(model => cases.With(model).Of(settings.Batches[0]))) : null;
    }

    private void MeasureCalls(string verb, Action<RaceRow> add, IEnumerable<string> files)
    {
        foreach (int threads in settings.Threads)
        {
            Run(s_self, finding => add(finding.Race!), [verb, Text(threads), Text(settings.Rounds), .. files]);
        }
    }

    private void MeasureGrowth(GrowthKind kind, string series, Func<RaceRow, int> sizeOf, IEnumerable<string> files) =>
        MeasureCalls(MeasuringVerbs.Growth, race => report.Growth.Add(new GrowthRow(kind, series, sizeOf(race), race)), files);

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
