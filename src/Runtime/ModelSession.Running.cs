using System.Runtime.ExceptionServices;
using TypedModels.Engines;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime;

public sealed partial class ModelSession
{
    /// <summary>Runs a call whose inputs are given, for a caller that waits for it.</summary>
    internal void Run(CallLease lease)
    {
        var limits = new CallLimits(_deadline, lease.Token);
        limits.Token.ThrowIfCancellationRequested();
        if (!limits.IsLimited || _engine.CanStopCalls)
        {
            if (TryRun(lease, limits) is { } error)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }
        else
        {
            using var call = new BlockingCall(lease, limits);
            call.Wait();
        }
    }

    /// <summary>Runs a call whose inputs are given, for a caller that does not wait.</summary>
    internal Task<TResult> RunAsync<TResult>(CallLease lease, Func<ModelResults, TResult> read)
    {
        if (lease.Token.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(lease.Token);
        }

        return new AsyncCall<TResult>(lease, new CallLimits(_deadline, lease.Token), read).Start();
    }

    /// <summary>Runs a call on this thread, in its turn.</summary>
    /// <returns>Why it failed, or null.</returns>
    internal Exception? TryRun(CallLease lease, in CallLimits limits)
    {
        try
        {
            AwaitTurn(lease, limits);
            try
            {
                lease.HasRun = true;
                lease.Frame.Run(limits);
            }
            finally
            {
                _turns?.Release();
            }

            return null;
        }
        catch (Exception exception)
        {
            // Kept for the observer, and rethrown by whoever waits for the call.
            lease.Error = exception;
            return exception;
        }
    }

    private void AwaitTurn(CallLease lease, in CallLimits limits)
    {
        if (_turns is not null && !_turns.Wait(limits.Deadline ?? Timeout.InfiniteTimeSpan, limits.Token))
        {
            throw CallLimit.TimedOut(lease.Binding, lease.Method, limits.Deadline!.Value);
        }
    }
}
