using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Tests.Compute;

public unsafe class WorkerPoolTests
{
    private const int Count = 10_007;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryItemIsDoneOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        var done = new int[Count];
        for (int round = 1; round <= 200; round++)
        {
            fixed (int* places = done)
            {
                var work = new Increment(places);
                pool.Run(Count, 100, ref work, new StopSignal());
            }

            Assert.All(done, times => Assert.Equal(round, times));
        }
    }

    [Fact]
    public void WhatAPieceThrowsReachesTheCaller()
    {
        using var pool = new WorkerPool(3);
        var work = new Failure();
        Assert.Throws<InvalidDataException>(() => pool.Run(Count, 1, ref work, new StopSignal()));
        Assert.Throws<InvalidDataException>(() => pool.Run(Count, 1, ref work, new StopSignal()));
    }

    [Fact]
    public void CallersThatFindTheHelpersBusyWorkAlone()
    {
        using var pool = new WorkerPool(2);
        Parallel.For(0, 16, _ =>
        {
            var done = new int[Count];
            fixed (int* places = done)
            {
                var work = new Increment(places);
                pool.Run(Count, 10, ref work, new StopSignal());
            }

            Assert.DoesNotContain(0, done);
        });
    }

    [Fact]
    public void NothingIsDoneOnceTheSignalIsRaised()
    {
        using var pool = new WorkerPool(2);
        using var source = new CancellationTokenSource();
        source.Cancel();
        var stop = new StopSignal();
        stop.Arm(null, source.Token);
        var work = new Failure();
        pool.Run(Count, 10, ref work, stop);
        Assert.Throws<OperationCanceledException>(stop.ThrowIfRaised);
    }

    private readonly struct Increment(int* places) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                places[i]++;
            }
        }
    }

    private readonly struct Failure : IRangeWork
    {
        public void Execute(int start, int end) => throw new InvalidDataException($"{start}");
    }
}
