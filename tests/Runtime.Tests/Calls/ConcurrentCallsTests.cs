using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class ConcurrentCallsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task NoMoreCallsRunAtOnceThanAllowed(int most)
    {
        int running = 0, highest = 0;
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { ConcurrentCalls = most });
        engine.OnRun = (frame, _) =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref highest, now);
            Thread.Sleep(2);
            frame.Echo();
            Interlocked.Decrement(ref running);
        };
        await using (model)
        {
            using var source = new CancellationTokenSource();
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? CallAsync(model) : Wait.OnThread(() => Call(model, i % 3 == 0 ? source.Token : default))));
        }

        Assert.Equal(most, highest);
    }

    [Fact]
    public async Task WaitingForATurnCanBeCancelled()
    {
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        using var source = new CancellationTokenSource(50);
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { ConcurrentCalls = 1 });
        engine.OnRun = (frame, _) =>
        {
            isRunning.Set();
            mayEnd.Wait(Wait.Long);
            frame.Echo();
        };
        var first = CallAsync(model);
        Wait.For(isRunning);

        Assert.ThrowsAny<OperationCanceledException>(() => Call(model, source.Token));
        mayEnd.Set();
        Assert.Equal(1, await first);
        model.Dispose();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WaitingForATurnCountsTowardsTheDeadline(bool stops)
    {
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { ConcurrentCalls = 1, Deadline = TimeSpan.FromSeconds(2) }, stops);
        engine.OnRun = (_, _) =>
        {
            isRunning.Set();
            mayEnd.Wait(Wait.Long);
        };
        var first = Wait.OnThread(() => { _ = Record.Exception(() => Call(model)); });
        Wait.For(isRunning);
        long started = Stopwatch.GetTimestamp();
        var error = Assert.Throws<TimeoutException>(() => Call(model));

        Assert.Equal("FaceEmbedder.Call took longer than its deadline of 2000 ms (ModelOptions.Deadline).", error.Message);
        // Counted from the turn, it would be twice as long.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(3.9));
        mayEnd.Set();
        await first;
        model.Dispose();
    }

    [Fact]
    public async Task TheEngineIsGivenWhatIsLeftOfTheDeadline()
    {
        using var isRunning = new ManualResetEventSlim();
        var left = new List<TimeSpan>();
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { ConcurrentCalls = 1, Deadline = TimeSpan.FromSeconds(10) }, stops: true);
        engine.OnRun = (frame, limits) =>
        {
            left.Add(limits.Deadline!.Value);
            isRunning.Set();
            Thread.Sleep(200);
            frame.Echo();
        };
        var first = Wait.OnThread(() => Call(model));
        Wait.For(isRunning);
        Call(model);
        await first;
        model.Dispose();

        Assert.InRange(left[0], TimeSpan.FromSeconds(9.8), TimeSpan.FromSeconds(10));
        Assert.InRange(left[1], TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9.9));
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (int seen = Volatile.Read(ref place); value > seen; seen = Volatile.Read(ref place))
        {
            Interlocked.CompareExchange(ref place, value, seen);
        }
    }

    private static float Call(ModelSession model, CancellationToken token = default)
    {
        using var call = model.Begin(0, token, "Call");
        call.Input<float>(0, [1]);
        call.Run();
        return call.Results.Tensor<float>(0)[0];
    }

    private static Task<float> CallAsync(ModelSession model)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [1]);
        return call.RunAsync(results => results.Tensor<float>(0)[0]);
    }
}
