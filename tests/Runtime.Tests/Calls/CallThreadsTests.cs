using System.Diagnostics;
using TypedModels.Runtime.Calls;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class CallThreadsTests
{
    [Fact]
    public void CallsThatNeverEndHoldUpNobody()
    {
        using var mayEnd = new ManualResetEventSlim();
        using var isDone = new ManualResetEventSlim();
        int stuck = 2 * Math.Max(4, 2 * Environment.ProcessorCount);
        using var started = new CountdownEvent(stuck);
        for (int i = 0; i < stuck; i++)
        {
            CallThreads.Queue(() =>
            {
                started.Signal();
                mayEnd.Wait(Wait.Long);
            });
        }

        Assert.True(started.Wait(Wait.Long), $"{started.CurrentCount} of {stuck} calls never got a thread.");
        CallThreads.Queue(isDone.Set);
        Wait.For(isDone);
        mayEnd.Set();
    }

    [Fact]
    public void EverythingQueuedRunsOnceFromAnyNumberOfThreads()
    {
        const int PerThread = 20_000;
        int runs = 0;
        using var done = new CountdownEvent(8 * PerThread);
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                CallThreads.Queue(() =>
                {
                    Interlocked.Increment(ref runs);
                    done.Signal();
                });
            }
        });

        Assert.True(done.Wait(Wait.Long));
        Assert.Equal(8 * PerThread, runs);
    }

    [Fact]
    public void WhatIsQueuedWhileAllWaitRunsAtOnce()
    {
        // Threads that have done their work wait: each of a burst wakes one of them.
        for (int round = 0; round < 200; round++)
        {
            using var done = new CountdownEvent(3);
            long queued = Stopwatch.GetTimestamp();
            for (int i = 0; i < 3; i++)
            {
                CallThreads.Queue(() => done.Signal());
            }

            Assert.True(done.Wait(Wait.Long));

            // A wake-up that was missed would be made good only when an idle thread gives up, after ten seconds.
            Assert.InRange(Stopwatch.GetElapsedTime(queued), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }
    }
}
