using TypedModels.Engines;

namespace TypedModels.Runtime.Calls;

/// <summary>
/// A call that runs on another thread than its caller's. Whoever comes first decides: the call is done and the caller goes on with its frame, or the caller is released and the frame
/// goes back to the pool when the call is done after all.
/// </summary>
internal abstract class DetachedCall
{
    private const int Running = 0;
    private const int Done = 1;
    private const int Released = 2;

    private readonly long _started;
    private int _state;

    /// <summary>A call of <paramref name="lease"/>, which passes into its hands.</summary>
    protected DetachedCall(CallLease lease, CallLimits limits)
    {
        lease.TakeOver();
        Lease = lease;
        Limits = limits;
        Session = lease.Session;
        Binding = lease.Binding;
        Method = lease.Method;
        _started = lease.Started;
    }

    /// <summary>The lease; once the caller is released, only <see cref="Execute"/> may touch it.</summary>
    protected CallLease Lease { get; }

    protected CallLimits Limits { get; }

    protected ModelSession Session { get; }

    protected SignatureBinding Binding { get; }

    protected string Method { get; }

    /// <summary>Whether the call is neither done nor given up.</summary>
    protected bool IsRunning => Volatile.Read(ref _state) == Running;

    /// <summary>Runs the call to its end.</summary>
    public void Execute()
    {
        Exception? error = null;
        if (IsRunning)
        {
            error = Session.TryRun(Lease, Limits);
        }

        if (Interlocked.CompareExchange(ref _state, Done, Running) == Running)
        {
            Complete(error);
        }
        else
        {
            // Who was released has been told already, whatever came of the call since.
            Lease.Free();
        }
    }

    /// <summary>Gives the call up for its caller, if it still runs.</summary>
    /// <returns>Whether the caller is released; false when the call was done before.</returns>
    protected bool TryRelease() => Interlocked.CompareExchange(ref _state, Released, Running) == Running;

    /// <summary>Tells the observer that the caller was released.</summary>
    protected void NotifyReleased(Exception error)
    {
        if (_started != 0)
        {
            Session.Notify(Binding, _started, error);
        }
    }

    /// <summary>Hands the outcome to the caller, who owns the lease again.</summary>
    protected abstract void Complete(Exception? error);
}
