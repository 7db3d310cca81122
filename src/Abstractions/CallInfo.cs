namespace TypedModels;

/// <summary>What a wrapper's <c>OnCalled</c> hook is told of each call.</summary>
/// <param name="signature">The signature's key.</param>
/// <param name="duration">From the first argument to the last result.</param>
/// <param name="error">Why it failed, or null.</param>
public readonly struct CallInfo(string signature, TimeSpan duration, Exception? error)
{
    /// <summary>The key of the signature that was called.</summary>
    public string Signature { get; } = signature;

    /// <summary>From the first argument to the last result.</summary>
    public TimeSpan Duration { get; } = duration;

    /// <summary>Why the call failed, or null when it did not.</summary>
    public Exception? Error { get; } = error;
}
