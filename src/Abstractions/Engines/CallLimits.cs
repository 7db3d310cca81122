namespace TypedModels.Engines;

/// <summary>What can end a call before it is done.</summary>
/// <param name="deadline">The longest the call may take, or null for no limit.</param>
/// <param name="token">The caller's token.</param>
internal readonly struct CallLimits(TimeSpan? deadline, CancellationToken token)
{
    /// <summary>The caller's token.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>The longest the call may take, or null for no limit.</summary>
    public TimeSpan? Deadline { get; } = deadline;

    /// <summary>Whether anything can end the call.</summary>
    public bool IsLimited => Token.CanBeCanceled || Deadline is not null;
}
