using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tool.Bench.Profiling;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Bench;

/// <summary>Measures one signature: the load, the first call, then many calls.</summary>
internal sealed class BenchRun(CallableModel model, int signature, BenchInputs inputs, BenchSettings settings, Progress progress, CancellationToken cancellationToken)
{
    // The steady state begins when caches, code and the engine's own pools are warm: after a tenth of the time that is measured.
    private const double WarmUpShare = 0.1;
    private const double LoadShare = 0.1;
    private const double MeasuredFrom = LoadShare + WarmUpShare;

    /// <summary>The times of the steady state.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>The calls that were looked into, when that was asked for.</summary>
    public ProfiledCalls? Profile { get; private set; }

    /// <summary>Measures.</summary>
    /// <exception cref="ModelException">The model cannot be loaded, or a call fails.</exception>
    public BenchReport Run()
    {
        long started = Stopwatch.GetTimestamp();
        var options = new ModelOptions { Engine = settings.Engine, Threads = settings.Threads };
        using var session = model.Load(options, new LoadSteps(progress), cancellationToken);
        var load = Stopwatch.GetElapsedTime(started);

        if (settings.IsProfiled && !session.CanProfileCalls)
        {
            throw new UsageException($"--profile looks into the managed engine, but {model.Contract.Model} runs on {session.Info.Engine}, which runs a model as a whole.");
        }

        progress.Report("first call", LoadShare);
        started = Stopwatch.GetTimestamp();
        session.Call(signature, inputs.Slots, CancellationToken.None);
        var first = Stopwatch.GetElapsedTime(started);

        WarmUp(session);
        var (calls, time, bytes) = Measure(session);
        long resident = ResidentBytes();
        if (settings.IsProfiled)
        {
            progress.Report("profiling", 1);
            Profile = new ProfileRun(session, signature, inputs, cancellationToken).Run();
        }

        return new BenchReport
        {
            Model = model.Contract.Model,
            Engine = session.Info.Engine,
            Threads = settings.Threads ?? Environment.ProcessorCount,
            Batch = inputs.Batch,
            LoadMs = Round(load.TotalMilliseconds),
            FirstMs = Round(first.TotalMilliseconds),
            P50Microseconds = Round(Latencies.Quantile(0.5) / 1000),
            P90Microseconds = Round(Latencies.Quantile(0.9) / 1000),
            P99Microseconds = Round(Latencies.Quantile(0.99) / 1000),
            CallsPerSecond = Round(calls / time.TotalSeconds),
            BytesPerCall = Round((double)bytes / calls),
            ResidentMb = Round(resident / 1e6),
            Profile = Profile is null ? null : ProfileAnalysis.Of(Profile),
        };
    }

    private void WarmUp(ModelSession session)
    {
        progress.Report("warming up", LoadShare);
        var time = settings.Duration * WarmUpShare;
        long started = Stopwatch.GetTimestamp();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Call(signature, inputs.Slots, CancellationToken.None);
        }
        while (Stopwatch.GetElapsedTime(started) < time);
    }

    private (long Calls, TimeSpan Time, long Bytes) Measure(ModelSession session)
    {
        var callers = new BenchCaller[settings.Callers];
        using var start = new Barrier(callers.Length + 1);
        for (int i = 0; i < callers.Length; i++)
        {
            callers[i] = new BenchCaller(session, signature, inputs, settings.Duration, start, cancellationToken);
        }

        start.SignalAndWait(CancellationToken.None);
        long started = Stopwatch.GetTimestamp();
        foreach (var caller in callers)
        {
            while (!caller.Join(TimeSpan.FromMilliseconds(100)))
            {
                double done = Math.Min(1, Stopwatch.GetElapsedTime(started) / settings.Duration);
                progress.Report("measuring", MeasuredFrom + ((1 - MeasuredFrom) * done));
            }
        }

        var time = Stopwatch.GetElapsedTime(started, callers.Max(caller => caller.Ended));
        long bytes = 0;
        foreach (var caller in callers)
        {
            caller.ThrowIfFailed();
            Latencies.Add(caller.Latencies);
            bytes += caller.AllocatedBytes;
        }

        return (Latencies.Count, time, bytes);
    }

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static double Round(double value) => Math.Round(value, 3);

    private sealed class LoadSteps(Progress progress) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => progress.Report("loading: " + value.Step.ToString().ToLowerInvariant(), value.Fraction * LoadShare);
    }
}
