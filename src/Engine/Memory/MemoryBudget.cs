namespace TypedModels.Engine.Memory;

/// <summary>Counts the memory of one loaded model and refuses more than its limit. Any number of threads.</summary>
/// <param name="limit">The most bytes at one time, or null for no limit.</param>
internal sealed class MemoryBudget(long? limit)
{
    private long _taken;

    /// <summary>The bytes that are taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes bytes before they are allocated.</summary>
    /// <exception cref="OperationException">The limit would be passed.</exception>
    public void Take(long bytes)
    {
        long taken = Interlocked.Add(ref _taken, bytes);
        if (taken > limit)
        {
            Interlocked.Add(ref _taken, -bytes);
            throw OperationException.ResourceExhausted(
                $"{bytes} bytes more, with the {taken - bytes} that the model holds, would pass {nameof(ModelOptions)}.{nameof(ModelOptions.MemoryLimit)}, which is {limit} bytes.");
        }
    }

    /// <summary>Gives bytes back. Nothing is written for none: all calls of a model would write to the same cache line, and wait for each other.</summary>
    public void Return(long bytes)
    {
        if (bytes != 0)
        {
            Interlocked.Add(ref _taken, -bytes);
        }
    }
}
