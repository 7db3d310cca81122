using System.Runtime.ExceptionServices;
using TypedModels.Engines;

namespace TypedModels.Runtime.Calls;

/// <summary>A call that its caller waits for, until a token or a deadline releases it.</summary>
internal sealed class BlockingCall(CallLease lease, CallLimits limits) : DetachedCall(lease, limits), IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private Exception? _error;

    /// <summary>Runs the call and waits for it. The lease is the caller's again, unless the caller was released.</summary>
    public void Wait()
    {
        CallThreads.Queue(Execute);
        if (WaitForLimits() is { } limit && TryRelease())
        {
            NotifyReleased(limit);
            throw limit;
        }

        // Done, perhaps at the same moment as a limit was reached: the outcome stands.
        _done.Wait();
        Lease.GiveBack();
        if (_error is not null)
        {
            ExceptionDispatchInfo.Throw(_error);
        }
    }

    /// <summary>Frees what the waiting needed; the call itself may still be running for nobody.</summary>
    public void Dispose() => _done.Dispose();

    protected override void Complete(Exception? error)
    {
        _error = error;
        _done.Set();
    }

    /// <summary>Waits for the call.</summary>
    /// <returns>The limit that was reached first, or null.</returns>
    private Exception? WaitForLimits()
    {
        try
        {
            return _done.Wait(Limits.Deadline ?? Timeout.InfiniteTimeSpan, Limits.Token) ? null : CallLimit.TimedOut(Binding, Method, Limits.Deadline!.Value);
        }
        catch (OperationCanceledException)
        {
            return CallLimit.Cancelled(Binding, Method, Limits.Token);
        }
    }
}
