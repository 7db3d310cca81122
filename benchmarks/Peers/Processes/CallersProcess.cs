using System.Diagnostics;
using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>The process in which threads call one load of a model, whenever it is told to.</summary>
internal static class CallersProcess
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);

    /// <summary>Loads the model, says so with an empty line, and answers each line, which is a number of milliseconds, with how many calls were made a second.</summary>
    public static void Run(PeerKind kind, int callers, string file)
    {
        using var entrant = Entrant.Load(kind, CaseFile.Read(file), threads: 1);
        Caller[] all = [.. Enumerable.Range(0, callers).Select(_ => entrant.CreateCaller())];
        CallsPerSecond(all, s_warmUp);
        Console.WriteLine();
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(CallsPerSecond(all, TimeSpan.FromMilliseconds(int.Parse(line, CultureInfo.InvariantCulture))).ToString("R", CultureInfo.InvariantCulture));
        }

        Array.ForEach(all, caller => caller.Dispose());
    }

    private static double CallsPerSecond(Caller[] callers, TimeSpan duration)
    {
        using var start = new Barrier(callers.Length);
        var rates = new double[callers.Length];
        var threads = callers.Select((caller, i) => new Thread(() =>
        {
            start.SignalAndWait();
            rates[i] = CallsPerSecond(caller, duration);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return rates.Sum();
    }

    private static double CallsPerSecond(Caller caller, TimeSpan duration)
    {
        // In groups: looking at the clock must not be what is measured.
        const int Groups = 100;

        int calls = 0, group = 1;
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan elapsed; (elapsed = Stopwatch.GetElapsedTime(start)) < duration; calls += group)
        {
            if (elapsed < duration / Groups)
            {
                group = Math.Max(1, calls);
            }

            caller.Call(group);
        }

        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
