using System.Diagnostics;

namespace TypedModels.Benchmarks;

/// <summary>How many more calls two threads make than one.</summary>
internal static class Scaling
{
    /// <summary>Per round, the calls a second of two threads over those of one.</summary>
    public static double[] Run(Contestant first, Contestant second, int rounds, int calls) =>
        [.. Enumerable.Range(0, rounds).Select(_ => 2 * Time([first], calls) / Time([first, second], calls))];

    private static double Time(Contestant[] contestants, int calls)
    {
        using var start = new Barrier(contestants.Length + 1);
        var threads = Array.ConvertAll(contestants, contestant => new Thread(() =>
        {
            start.SignalAndWait();
            contestant.Call(calls);
        }));
        Array.ForEach(threads, thread => thread.Start());
        start.SignalAndWait();
        long began = Stopwatch.GetTimestamp();
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds;
    }
}
