using System.Diagnostics;

namespace TypedModels.Benchmarks;

/// <summary>A peer that has loaded a model and made its first call.</summary>
internal sealed class Entrant : IDisposable
{
    private readonly Peer _peer;

    private Entrant(PeerKind kind, int threads, Peer peer, Caller caller)
    {
        Kind = kind;
        Threads = threads;
        _peer = peer;
        Caller = caller;
    }

    public PeerKind Kind { get; }

    public int Threads { get; }

    /// <summary>What makes the calls.</summary>
    public Caller Caller { get; }

    /// <summary>How long the load took.</summary>
    public TimeSpan LoadTime { get; private init; }

    /// <summary>How long the first call took.</summary>
    public TimeSpan FirstCallTime { get; private init; }

    /// <summary>Loads a model and calls it once.</summary>
    public static Entrant Load(PeerKind kind, ModelCase model, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        var peer = Peer.Load(kind, model, threads);
        Caller? caller = null;
        try
        {
            long loaded = Stopwatch.GetTimestamp();
            caller = peer.CreateCaller();
            caller.Call(1);
            return new Entrant(kind, threads, peer, caller) { LoadTime = Stopwatch.GetElapsedTime(start, loaded), FirstCallTime = Stopwatch.GetElapsedTime(loaded) };
        }
        catch
        {
            caller?.Dispose();
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Another caller of the same load.</summary>
    public Caller CreateCaller() => _peer.CreateCaller();

    /// <summary>Makes calls for about as long as is asked for, at least one; how many there were, and the time of one.</summary>
    public (int Calls, TimeSpan Time) CallFor(TimeSpan duration)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        for (int next = 1; Stopwatch.GetElapsedTime(start) < duration; next *= 2)
        {
            Caller.Call(next);
            calls += next;
        }

        return (calls, Stopwatch.GetElapsedTime(start) / calls);
    }

    /// <summary>What a call allocates of managed memory.</summary>
    public double BytesPerCall()
    {
        const int Few = 10;

        long before = GC.GetAllocatedBytesForCurrentThread();
        Caller.Call(Few);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Few;
    }

    public void Dispose()
    {
        Caller.Dispose();
        _peer.Dispose();
    }
}
