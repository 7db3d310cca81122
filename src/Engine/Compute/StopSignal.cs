namespace TypedModels.Engine.Compute;

/// <summary>Tells whatever works for a call that it is not wanted any more: its token was cancelled or its deadline passed. Read by any thread.</summary>
internal sealed class StopSignal
{
    private CancellationToken _token;
    private long _deadline = long.MaxValue;
    private TimeSpan _allowed;

    /// <summary>Whether the work should end.</summary>
    public bool IsRaised => _token.IsCancellationRequested || (_deadline != long.MaxValue && Environment.TickCount64 >= _deadline);

    /// <summary>Begins a call. What most calls lack is not written: each write of a reference costs the collector's barrier.</summary>
    /// <param name="deadline">The longest the call may take, or null.</param>
    /// <param name="token">The caller's token.</param>
    public void Arm(TimeSpan? deadline, CancellationToken token)
    {
        if (token.CanBeCanceled)
        {
            _token = token;
        }

        if (deadline is { TotalMilliseconds: < int.MaxValue } allowed)
        {
            // The clock ticks in milliseconds: one that has just begun counts whole.
            _allowed = allowed;
            _deadline = Environment.TickCount64 + (long)Math.Ceiling(allowed.TotalMilliseconds) + 1;
        }
    }

    /// <summary>Ends a call: its token may be disposed.</summary>
    public void Disarm()
    {
        if (_token.CanBeCanceled)
        {
            _token = default;
        }

        _deadline = long.MaxValue;
    }

    /// <summary>Throws what the caller expects when the work should end.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public void ThrowIfRaised()
    {
        if (IsRaised)
        {
            _token.ThrowIfCancellationRequested();
            throw new TimeoutException($"The call was ended at its deadline of {_allowed.TotalMilliseconds:0.###} ms.");
        }
    }
}
