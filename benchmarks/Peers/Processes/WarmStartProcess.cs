using System.Diagnostics;
using System.Runtime;

namespace TypedModels.Benchmarks;

/// <summary>The process that loads one model again and again, by each peer in turn. The first loads, which open libraries and compile code, are not counted.</summary>
internal static class WarmStartProcess
{
    private const int FewestRounds = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>Loads the model and tells how long that takes.</summary>
    public static void Run(int threads, int rounds, string file, Action<Finding> tell)
    {
        var model = CaseFile.Read(file);
        foreach (var kind in PeerNames.All)
        {
            Entrant.Load(kind, model, threads).Dispose();
        }

        var series = new StartSeries();
        long start = Stopwatch.GetTimestamp();
        while (series.Rounds < rounds && (series.Rounds < FewestRounds || Stopwatch.GetElapsedTime(start) < s_limit))
        {
            foreach (var kind in PeerNames.All)
            {
                Quiet.Wait();
                long compiled = JitInfo.GetCompiledMethodCount();
                using var entrant = Entrant.Load(kind, model, threads);
                var (load, call) = (entrant.LoadTime.TotalMilliseconds, entrant.FirstCallTime.TotalMilliseconds);
                series.Add(kind, new StartSample(load + call, load, call, (int)(JitInfo.GetCompiledMethodCount() - compiled)));
            }
        }

        tell(new Finding { Start = new StartRow { Model = model.Name, Threads = threads, Rounds = series.Rounds, Peers = series.Summarise() } });
    }
}
