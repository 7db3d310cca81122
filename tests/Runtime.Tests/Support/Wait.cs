using System.Diagnostics;

namespace TypedModels.Tests.Support;

/// <summary>Waits for what another thread does, with an end.</summary>
internal static class Wait
{
    /// <summary>Longer than anything takes that ends at all.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Long, $"It did not come to this: {what}.");
            Thread.Sleep(1);
        }
    }

    /// <summary>Waits for an event.</summary>
    public static void For(ManualResetEventSlim signal) => Assert.True(signal.Wait(Long), "The event did not come.");

    /// <summary>Runs <paramref name="body"/> on a thread of its own.</summary>
    public static Task OnThread(Action body) => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
