namespace TypedModels.Runtime.Calls;

/// <summary>What a caller is told when a limit ended its call.</summary>
internal static class CallLimit
{
    public static OperationCanceledException Cancelled(SignatureBinding binding, string method, CancellationToken token) =>
        new($"{binding.Wrapper}.{method} was cancelled.", token);

    public static TimeoutException TimedOut(SignatureBinding binding, string method, TimeSpan deadline, Exception? inner = null) =>
        new($"{binding.Wrapper}.{method} took longer than its deadline of {deadline.TotalMilliseconds} ms (ModelOptions.Deadline).", inner);
}
