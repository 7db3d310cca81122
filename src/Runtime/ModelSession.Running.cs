using System.Diagnostics;
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
            lease.HasRun = true;
            RunInTurn(lease, limits);
            return null;
        }
        catch (TimeoutException exception) when (limits.Deadline is { } deadline)
        {
            // The engine's own words for it, or those of the turn that did not come: callers always read the same.
            return lease.Error = CallLimit.TimedOut(lease.Binding, lease.Method, deadline, exception);
        }
        catch (Exception exception)
        {
            // Kept for the observer, and rethrown by whoever waits for the call.
            lease.Error = exception;
            return exception;
        }
    }

    private void RunInTurn(CallLease lease, in CallLimits limits)
    {
        if (_turns is null)
        {
            lease.Frame.Run(limits);
            return;
        }

        var rest = AwaitTurn(_turns, limits);
        try
        {
            lease.Frame.Run(rest);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Waits for the call's turn.</summary>
    /// <returns>What is left of its time.</returns>
    private static CallLimits AwaitTurn(SemaphoreSlim turns, in CallLimits limits)
    {
        if (limits.Deadline is not { } deadline)
        {
            turns.Wait(limits.Token);
            return limits;
        }

        long started = Stopwatch.GetTimestamp();
        if (!turns.Wait(deadline, limits.Token))
        {
            throw new TimeoutException("The call's turn did not come in time (ModelOptions.ConcurrentCalls).");
        }

        var left = deadline - Stopwatch.GetElapsedTime(started);
        return new CallLimits(left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), limits.Token);
    }
}
