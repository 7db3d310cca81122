using TypedModels.Engines;

namespace TypedModels.Runtime.Calls;

/// <summary>A call whose outcome is a task.</summary>
internal sealed class AsyncCall<TResult> : DetachedCall, IDisposable
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<ModelResults, TResult> _read;
    private Timer? _deadline;
    private CancellationTokenRegistration _cancellation;

    public AsyncCall(CallLease lease, CallLimits limits, Func<ModelResults, TResult> read)
        : base(lease, limits) => _read = read;

    /// <summary>Runs the call soon.</summary>
    public Task<TResult> Start()
    {
        if (Limits.Deadline is { } deadline)
        {
            _deadline = new Timer(static call => ((AsyncCall<TResult>)call!).OnDeadline(), this, deadline, Timeout.InfiniteTimeSpan);
        }

        _cancellation = Limits.Token.UnsafeRegister(static call => ((AsyncCall<TResult>)call!).OnCancel(), this);
        if (!IsRunning)
        {
            // The deadline was so short that it passed before there was a registration to end.
            Dispose();
        }

        CallThreads.Queue(Execute);
        return _source.Task;
    }

    /// <summary>Stops watching for the limits.</summary>
    public void Dispose()
    {
        _cancellation.Unregister();
        _deadline?.Dispose();
    }

    protected override void Complete(Exception? error)
    {
        Dispose();
        TResult result = default!;
        try
        {
            if (error is null)
            {
                result = _read(new ModelResults(Binding, Binding.Outputs, Lease.Frame));
            }
        }
        catch (Exception exception)
        {
            // Whatever reading met is the call's outcome: the task carries it to the caller.
            error = exception;
        }

        try
        {
            Lease.End();
        }
        catch (Exception exception)
        {
            // The wrapper's own hook failed: where the caller waits that takes the place of the outcome, and so it does here.
            error = exception;
        }

        Settle(result, error);
    }

    private void Settle(TResult result, Exception? error)
    {
        switch (error)
        {
            case null:
                _source.SetResult(result);
                break;
            case OperationCanceledException cancelled:
                _source.SetCanceled(cancelled.CancellationToken);
                break;
            default:
                _source.SetException(error);
                break;
        }
    }

    private void OnCancel()
    {
        if (TryRelease())
        {
            Release(CallLimit.Cancelled(Binding, Method, Limits.Token));
        }
    }

    private void OnDeadline()
    {
        if (TryRelease())
        {
            Release(CallLimit.TimedOut(Binding, Method, Limits.Deadline!.Value));
        }
    }

    private void Release(Exception error)
    {
        Dispose();
        try
        {
            NotifyReleased(error);
        }
        catch (Exception exception)
        {
            // As above; and this may be a timer's thread, where an exception would end the process.
            error = exception;
        }

        Settle(default!, error);
    }
}
