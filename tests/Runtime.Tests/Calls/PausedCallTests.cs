using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

/// <summary>While a model is paused, calls that began before end as they would; others wait within their limits, and nobody else is held.</summary>
public sealed class PausedCallTests
{
    [Fact]
    public async Task CallsThatBeganEndAndOthersWait()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        engine.OnRun = (frame, _) =>
        {
            if (frame.Given<float>(0)[0] == 1)
            {
                isRunning.Set();
                Wait.For(mayEnd);
            }

            frame.Echo();
        };
        var first = Wait.OnThread(() => Call(model, 1));
        Wait.For(isRunning);
        model.Pause();
        var second = Wait.OnThread(() => Call(model, 2));
        var awaited = Wait.OnThread(model.AwaitCalls);
        await Task.Delay(50);
        Assert.False(second.IsCompleted);
        Assert.False(awaited.IsCompleted);

        mayEnd.Set();
        await first.WaitAsync(Wait.Long);
        await awaited.WaitAsync(Wait.Long);
        await Task.Delay(50);
        Assert.False(second.IsCompleted);
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);

        model.Resume();
        await second.WaitAsync(Wait.Long);
        model.Dispose();
    }

    [Fact]
    public void FramesAreMadeAnewAfterAPause()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            Call(model, 1);
            model.Pause();
            model.AwaitCalls();
            model.Resume();
            Call(model, 2);
            Call(model, 3);

            Assert.Equal(2, engine.FramesCreated);
            Assert.Equal(1, engine.FramesDisposed);
        }
    }

    [Fact]
    public async Task ACallThatWaitsIsCancelled()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using var source = new CancellationTokenSource();
        model.Pause();
        var caller = Wait.OnThread(() => Call(model, 1, source.Token));
        await Task.Delay(50);
        Assert.False(caller.IsCompleted);

        await source.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.WaitAsync(Wait.Long));
        Assert.Contains("FaceEmbedder", error.Message, StringComparison.Ordinal);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Throws<OperationCanceledException>(() => Call(model, 1, source.Token));
        model.Resume();
        Call(model, 2);
        model.Dispose();
    }

    [Fact]
    public void ACallThatWaitsLongerThanItsDeadlineEnds()
    {
        var (model, _) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromMilliseconds(30) }, stops: true);
        model.Pause();
        var error = Assert.Throws<TimeoutException>(() => Call(model, 1));

        Assert.Contains("deadline of 30 ms", error.Message, StringComparison.Ordinal);
        model.Resume();
        Call(model, 2);
        model.Dispose();
    }

    [Fact]
    public async Task DisposingRefusesTheCallsThatWait()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        Call(model, 1);
        model.Pause();
        var caller = Wait.OnThread(() => Call(model, 2));
        await Task.Delay(50);
        Assert.False(caller.IsCompleted);

        model.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => caller.WaitAsync(Wait.Long));
        model.Resume();
        Assert.Throws<ObjectDisposedException>(() => Call(model, 3));
        Assert.Equal(1, engine.Disposals);
    }

    [Fact]
    public async Task PausesOfManyThreadsCallsLoseNone()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        bool isOver = false, isPaused = false;
        engine.OnRun = (frame, _) =>
        {
            Assert.False(Volatile.Read(ref isPaused), "A call ran during a pause.");
            frame.Echo();
        };
        var callers = Enumerable.Range(0, 6).Select(worker => Wait.OnThread(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                Call(model, (worker * 1_000_000) + i);
            }
        })).ToArray();
        for (int i = 0; i < 500; i++)
        {
            model.Pause();
            model.AwaitCalls();
            Volatile.Write(ref isPaused, true);
            Thread.Yield();
            Volatile.Write(ref isPaused, false);
            model.Resume();
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(callers).WaitAsync(Wait.Long);
        model.Dispose();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    private static void Call(ModelSession model, float value, CancellationToken token = default)
    {
        using var call = model.Begin(0, token);
        call.Input<float>(0, [value]);
        call.Run();
        Assert.Equal(value, call.Results.Tensor<float>(0)[0]);
    }
}
