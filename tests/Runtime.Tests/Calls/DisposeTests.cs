using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class DisposeTests
{
    [Fact]
    public void CallsAreRefusedAfterwards()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        Call(model, 1);
        model.Dispose();

        var error = Assert.Throws<ObjectDisposedException>(() => Call(model, 1));
        Assert.Equal("FaceEmbedder", error.ObjectName);
        Assert.Equal(1, engine.FramesDisposed);
    }

    [Fact]
    public async Task ItMayBeDoneAgainFromAnyThread()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        Call(model, 1);
        model.Dispose();
        model.Dispose();
        await model.DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Wait.OnThread(model.Dispose)));

        Assert.Equal(1, engine.Disposals);
    }

    [Fact]
    public async Task TwoThreadsMayDoItAtOnceAndBothWait()
    {
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho();
        engine.OnRun = (frame, _) =>
        {
            isRunning.Set();
            mayEnd.Wait(Wait.Long);
            frame.Echo();
        };
        var caller = Wait.OnThread(() => Assert.Equal([1], Call(model, 1)));
        Wait.For(isRunning);
        var first = Wait.OnThread(model.Dispose);
        var second = model.DisposeAsync().AsTask();
        await Task.Delay(50);

        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);
        mayEnd.Set();
        await Task.WhenAll(caller, first, second).WaitAsync(Wait.Long);
        Assert.Equal(1, engine.Disposals);
    }

    [Fact]
    public async Task ACallThatRacesWithItGetsItsAnswerOrIsRefused()
    {
        int answers = 0, refusals = 0;
        for (int round = 0; round < 200; round++)
        {
            var (model, engine) = ScriptedSession.LoadEcho();
            using var start = new Barrier(4);
            var callers = Enumerable.Range(0, 3).Select(_ => Wait.OnThread(() =>
            {
                start.SignalAndWait();
                try
                {
                    for (float value = 0; ; value++)
                    {
                        Assert.Equal([value], Call(model, value));
                        Interlocked.Increment(ref answers);
                    }
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refusals);
                }
            })).ToArray();
            start.SignalAndWait();
            Thread.SpinWait(round * 200);
            model.Dispose();

            Assert.Equal(1, engine.Disposals);
            Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
            await Task.WhenAll(callers);
        }

        Assert.Equal(600, refusals);
        Assert.True(answers > 0, "No call came before a dispose.");
    }

    [Fact]
    public async Task AsynchronousCallsAreWaitedFor()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        engine.OnRun = (frame, _) =>
        {
            Thread.Sleep(20);
            frame.Echo();
        };
        var tasks = Enumerable.Range(0, 20).Select(value => CallAsync(model, value)).ToArray();
        await model.DisposeAsync();

        Assert.All(tasks, task => Assert.True(task.IsCompletedSuccessfully || !task.IsCompleted));
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
        Assert.Equal(Enumerable.Range(0, 20).Select(value => (float)value), await Task.WhenAll(tasks));
    }

    [Fact]
    public void AFrameThatCannotBeMadeIsNotWaitedFor()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        engine.OnCreate = () => throw new ModelRunException("m", "s", ModelErrorCode.ResourceExhausted, "no memory");

        Assert.Throws<ModelRunException>(() => Call(model, 1));
        model.Dispose();
        Assert.Equal(1, engine.Disposals);
    }

    private static float[] Call(ModelSession model, float value)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [value]);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }

    private static Task<float> CallAsync(ModelSession model, float value)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [value]);
        return call.RunAsync(results => results.Tensor<float>(0)[0]);
    }
}
