using System.Diagnostics;
using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>Two threads that call one load of a model, against two processes that have it each for itself, and against one caller; in turn.</summary>
/// <param name="host">The program to start.</param>
/// <param name="rounds">How many rounds.</param>
internal sealed class ConcurrentCallers(string host, int rounds)
{
    private const string Milliseconds = "500";

    /// <summary>Measures one case.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="file">The case.</param>
    /// <param name="kind">Who calls.</param>
    /// <exception cref="InvalidOperationException">A process did not answer.</exception>
    public CallersRow Measure(string model, string file, PeerKind kind)
    {
        using var threads = Start(kind, callers: 2, file);
        using var first = Start(kind, callers: 1, file);
        using var second = Start(kind, callers: 1, file);
        try
        {
            var rates = Enumerable.Range(0, rounds).Select(_ => (Threads: Rate(threads), Processes: Rate(first, second), One: Rate(first))).ToList();
            return new CallersRow(
                model,
                kind,
                Median.OfRatios(rates.Select(rate => rate.Threads), rates.Select(rate => rate.One)),
                Median.OfRatios(rates.Select(rate => rate.Processes), rates.Select(rate => rate.One)),
                Median.OfRatios(rates.Select(rate => rate.Threads), rates.Select(rate => rate.Processes)));
        }
        finally
        {
            // The end of its input ends each.
            Array.ForEach([threads, first, second], process => process.StandardInput.Close());
            Array.ForEach([threads, first, second], process => process.WaitForExit());
        }
    }

    private Process Start(PeerKind kind, int callers, string file)
    {
        var process = MeasuringProcess.Start(host, [MeasuringVerbs.Callers, kind.ToString(), callers.ToString(CultureInfo.InvariantCulture), file]);
        return process.StandardOutput.ReadLine() is not null ? process : throw new InvalidOperationException($"{kind.Name()} with {callers} callers: the process did not answer.");
    }

    /// <summary>The calls a second of all processes together, which begin at the same time.</summary>
    private static double Rate(params Process[] processes)
    {
        foreach (var process in processes)
        {
            process.StandardInput.WriteLine(Milliseconds);
            process.StandardInput.Flush();
        }

        return processes.Sum(process => double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A process of callers ended early."), CultureInfo.InvariantCulture));
    }
}
