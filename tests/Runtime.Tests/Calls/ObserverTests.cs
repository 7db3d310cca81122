using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class ObserverTests
{
    [Fact]
    public async Task EachCallThatRanIsToldOnce()
    {
        var told = new List<CallInfo>();
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            model.Observe((in CallInfo call) => told.Add(call));
            engine.OnRun = (frame, _) =>
            {
                Thread.Sleep(5);
                frame.Echo();
            };
            Call(model);
            Call(model, new CancellationTokenSource().Token);
            await CallAsync(model);

            Assert.Equal(3, told.Count);
            Assert.All(told, call =>
            {
                Assert.Equal("embed_crops", call.Signature);
                Assert.Null(call.Error);
                Assert.InRange(call.Duration, TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(5));
            });
        }
    }

    [Fact]
    public async Task WhyACallFailedIsTold()
    {
        var told = new List<Exception?>();
        var broken = new ModelRunException("m", "s", ModelErrorCode.Internal, "broken");
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            model.Observe((in CallInfo call) => told.Add(call.Error));
            engine.OnRun = (_, _) => throw broken;

            Assert.Same(broken, Assert.Throws<ModelRunException>(() => Call(model)));
            Assert.Same(broken, Assert.Throws<ModelRunException>(() => Call(model, new CancellationTokenSource().Token)));
            Assert.Same(broken, await Assert.ThrowsAsync<ModelRunException>(() => CallAsync(model)));
            Assert.Equal([broken, broken, broken], told);
        }
    }

    [Fact]
    public void ACallThatNeverRanIsNotTold()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            model.Observe((in CallInfo _) => Assert.Fail("It was told."));

            Assert.Throws<TensorArgumentException>(() =>
            {
                using var call = model.Begin(0);
                call.Input<float>(0, (float[])null!);
            });
            Assert.ThrowsAny<OperationCanceledException>(() => Call(model, new CancellationToken(true)));
        }
    }

    [Fact]
    public void AReleasedCallIsToldWithItsLimit()
    {
        using var mayEnd = new ManualResetEventSlim();
        Exception? told = null;
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromMilliseconds(20) });
        model.Observe((in CallInfo call) =>
        {
            Assert.Null(told);
            told = call.Error;
        });
        engine.OnRun = (_, _) => mayEnd.Wait(Wait.Long);

        Assert.Same(Assert.Throws<TimeoutException>(() => Call(model)), told);
        mayEnd.Set();
        model.Dispose();
    }

    [Fact]
    public void TheHooksExceptionTakesThePlaceOfTheOutcome()
    {
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromMilliseconds(20) });
        model.Observe((in CallInfo _) => throw new InvalidOperationException("the hook's own"));

        Assert.Equal("the hook's own", Assert.Throws<InvalidOperationException>(() => Call(model)).Message);
        engine.OnRun = (_, _) => mayEnd.Wait(Wait.Long);
        Assert.Equal("the hook's own", Assert.Throws<InvalidOperationException>(() => Call(model)).Message);
        mayEnd.Set();
        model.Dispose();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public async Task TheHookMayDisposeTheModel()
    {
        foreach (bool isAsync in new[] { false, true })
        {
            var (model, engine) = ScriptedSession.LoadEcho();
            model.Observe((in CallInfo _) => model.Dispose());
            await Wait.OnThread(() => _ = isAsync ? CallAsync(model).GetAwaiter().GetResult() : Call(model)).WaitAsync(Wait.Long);

            Assert.Equal(1, engine.Disposals);
            Assert.Throws<ObjectDisposedException>(() => Call(model));
        }
    }

    [Fact]
    public void TheHookMayCallTheModel()
    {
        int depth = 0;
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            model.Observe((in CallInfo _) =>
            {
                if (++depth < 5)
                {
                    Call(model);
                }
            });
            Call(model);
        }

        Assert.Equal(5, depth);
    }

    private static float[] Call(ModelSession model, CancellationToken token = default)
    {
        using var call = model.Begin(0, token, "Call");
        call.Input<float>(0, [1]);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }

    private static Task<float[]> CallAsync(ModelSession model)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [1]);
        return call.RunAsync(results => results.Tensor<float>(0).ToArray());
    }
}
