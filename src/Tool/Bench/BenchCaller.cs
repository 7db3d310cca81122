using System.Diagnostics;
using System.Runtime.ExceptionServices;
using TypedModels.Runtime;

namespace TypedModels.Tool.Bench;

/// <summary>A thread that calls a model for a while, one call after the other, and keeps the time of each.</summary>
internal sealed class BenchCaller
{
    private readonly ModelSession _session;
    private readonly int _signature;
    private readonly BenchInputs _inputs;
    private readonly TimeSpan _duration;
    private readonly CancellationToken _cancellationToken;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _error;

    /// <summary>Starts the thread, which waits for <paramref name="start"/>.</summary>
    public BenchCaller(ModelSession session, int signature, BenchInputs inputs, TimeSpan duration, Barrier start, CancellationToken cancellationToken)
    {
        _session = session;
        _signature = signature;
        _inputs = inputs;
        _duration = duration;
        _cancellationToken = cancellationToken;
        _thread = new Thread(() => Run(start)) { IsBackground = true, Name = "bench" };
        _thread.Start();
    }

    /// <summary>The times of the calls. To be read when the thread has ended, as all that follows.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>The managed memory that the calls allocated.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>When the last call ended, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Ended { get; private set; }

    /// <summary>Waits for the end of the thread.</summary>
    /// <returns>Whether it came within <paramref name="patience"/>.</returns>
    public bool Join(TimeSpan patience) => _thread.Join(patience);

    /// <summary>Throws what a call threw.</summary>
    public void ThrowIfFailed() => _error?.Throw();

    private void Run(Barrier start)
    {
        start.SignalAndWait(CancellationToken.None);
        try
        {
            Call();
        }
        catch (Exception exception)
        {
            // It is the thread that waits for this one that reports.
            _error = ExceptionDispatchInfo.Capture(exception);
            Ended = Stopwatch.GetTimestamp();
        }
    }

    private void Call()
    {
        long end = Stopwatch.GetTimestamp() + (long)(_duration.TotalSeconds * Stopwatch.Frequency);
        double nanoseconds = 1e9 / Stopwatch.Frequency;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long before = Stopwatch.GetTimestamp();
        do
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _session.Call(_signature, _inputs.Slots, CancellationToken.None);
            long after = Stopwatch.GetTimestamp();
            Latencies.Add((long)((after - before) * nanoseconds));
            before = after;
        }
        while (before < end);

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Ended = before;
    }
}
