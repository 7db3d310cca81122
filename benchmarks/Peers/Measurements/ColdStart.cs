using System.Diagnostics;
using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>From the start of a process to its first answer, a peer a process, in turn.</summary>
/// <param name="host">The program to start, the same for all.</param>
/// <param name="rounds">How often.</param>
internal sealed class ColdStart(string host, int rounds)
{
    private static readonly PeerKind[] s_kinds = [PeerKind.Managed, PeerKind.TensorFlow, PeerKind.OnnxRuntime];

    /// <summary>Measures one case.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="file">The case.</param>
    /// <param name="threads">The threads of a call.</param>
    /// <exception cref="InvalidOperationException">A process did not answer.</exception>
    public StartRow Measure(string model, string file, int threads)
    {
        // The first of each brings its files into the system's cache.
        Array.ForEach(s_kinds, kind => Start(Arguments(kind, file, threads)));
        var series = new StartSeries();
        var empty = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            empty.Add(Start([MeasuringVerbs.Empty]).Total);
            foreach (var kind in s_kinds)
            {
                series.Add(kind, Start(Arguments(kind, file, threads)));
            }
        }

        return new StartRow { Model = model, Threads = threads, Rounds = rounds, HostMilliseconds = Median.Of(empty), Peers = series.Summarise() };
    }

    private static string[] Arguments(PeerKind kind, string file, int threads) => [MeasuringVerbs.Cold, kind.ToString(), threads.ToString(CultureInfo.InvariantCulture), file];

    private StartSample Start(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = MeasuringProcess.Start(host, arguments);
        string? answer = process.StandardOutput.ReadLine();
        double total = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.WaitForExit();
        double[] parts = answer?.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray() ?? [];
        return parts is [var load, var firstCall, var compiled] ? new StartSample(total, load, firstCall, (int)compiled) : throw new InvalidOperationException($"{string.Join(' ', arguments)}: the process did not answer.");
    }
}
