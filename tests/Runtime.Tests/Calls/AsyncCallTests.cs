using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class AsyncCallTests
{
    [Fact]
    public async Task TheInputsAreCopiedBeforeItReturns()
    {
        using var mayRun = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            engine.OnRun = (frame, _) =>
            {
                mayRun.Wait(Wait.Long);
                frame.Echo();
            };
            float[] values = [1, 2];
            var task = Call(model, values);
            values[0] = 9;
            mayRun.Set();

            float[] answer = await task;
            Assert.Equal([1, 2], answer);
        }
    }

    [Fact]
    public void WrongArgumentsThrowAtOnce()
    {
        var (model, _) = ScriptedSession.Load([TestContract.Argument("x", DataType.Float, 2)], [TestContract.Argument("y", DataType.Float, 2)]);
        using (model)
        {
            Assert.Throws<TensorArgumentException>(() => { _ = Call(model, [1]); });
        }
    }

    [Fact]
    public void AfterDisposingItThrowsAtOnce()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = Call(model, [1]); });
    }

    [Fact]
    public void ACancelledTokenGivesACancelledTask()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            engine.OnRun = (_, _) => Assert.Fail("The call was run.");

            Assert.Equal(TaskStatus.Canceled, Call(model, [1], token: new CancellationToken(true)).Status);
        }
    }

    [Fact]
    public async Task AnErrorIsTheTasks()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            engine.OnRun = (_, _) => throw new ModelRunException("m", "s", ModelErrorCode.Internal, "broken");

            Assert.Equal("broken", (await Assert.ThrowsAsync<ModelRunException>(() => Call(model, [1]))).Message);
        }
    }

    [Fact]
    public async Task AnErrorWhileTheResultIsReadIsTheTasks()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        await using (model)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Call(model, [1], read: results => results.Tensor<double>(0).ToArray().Length == 0 ? [] : []));
            float[] answer = await Call(model, [2]);
            Assert.Equal([2], answer);
        }
    }

    [Fact]
    public async Task WhatFollowsDoesNotRunOnAThreadOfOurs()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            Thread? runner = null;
            engine.OnRun = (frame, _) =>
            {
                Thread.Sleep(20);
                runner = Thread.CurrentThread;
                frame.Echo();
            };
            var follower = await Call(model, [1]).ContinueWith(_ => Thread.CurrentThread, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

            Assert.NotSame(runner, follower);
            Assert.False(runner!.IsThreadPoolThread);
        }
    }

    [Fact]
    public async Task CancellingEndsTheTaskWhileTheCallGoesOn()
    {
        using var source = new CancellationTokenSource();
        using var isRunning = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho();
        engine.OnRun = (_, _) =>
        {
            isRunning.Set();
            mayEnd.Wait(Wait.Long);
        };
        var task = Call(model, [1], token: source.Token);
        Wait.For(isRunning);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(Wait.Long / 2));
        Assert.True(task.IsCanceled);
        mayEnd.Set();
        model.Dispose();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public async Task TheDeadlineEndsTheTaskWhileTheCallGoesOn()
    {
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromMilliseconds(30) });
        engine.OnRun = (_, _) => mayEnd.Wait(Wait.Long);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Call(model, [1]).WaitAsync(Wait.Long));

        Assert.Equal("FaceEmbedder.CallAsync took longer than its deadline of 30 ms (ModelOptions.Deadline).", error.Message);
        mayEnd.Set();
        await model.DisposeAsync();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public async Task AHookThatFailsEndsTheTaskAndNotTheProcess()
    {
        using var mayEnd = new ManualResetEventSlim();
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromMilliseconds(30) });
        model.Observe((in CallInfo _) => throw new InvalidOperationException("the hook's own"));
        engine.OnRun = (_, _) => mayEnd.Wait(Wait.Long);

        Assert.Equal("the hook's own", (await Assert.ThrowsAsync<InvalidOperationException>(() => Call(model, [1]).WaitAsync(Wait.Long))).Message);
        engine.OnRun = (frame, _) => frame.Echo();
        Assert.Equal("the hook's own", (await Assert.ThrowsAsync<InvalidOperationException>(() => Call(model, [1]).WaitAsync(Wait.Long))).Message);
        mayEnd.Set();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task ManyCallsAtOnceEachGetTheirOwnAnswer()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        await using (model)
        {
            var tasks = Enumerable.Range(0, 2000).Select(value => Call(model, [value, -value])).ToArray();
            var answers = await Task.WhenAll(tasks);

            Assert.All(answers.Index(), answer => Assert.Equal([answer.Index, -answer.Index], answer.Item));
        }

        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public async Task CancellingAtAnyMomentGivesTheAnswerOrTheCancellation()
    {
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromSeconds(30) });
        var random = new Random(3);
        int cancelled = 0;
        for (int i = 0; i < 5000; i++)
        {
            using var source = new CancellationTokenSource();
            var task = Call(model, [i], token: source.Token);
            Thread.SpinWait(random.Next(3000));
            source.Cancel();
            try
            {
                float[] answer = await task;
                Assert.Equal([i], answer);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.InRange(cancelled, 0, 5000);
        await model.DisposeAsync();
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    private static Task<float[]> Call(ModelSession model, float[] values, Func<ModelResults, float[]>? read = null, CancellationToken token = default)
    {
        using var call = model.Begin(0, token, "CallAsync");
        call.Input<float>(0, values);
        return call.RunAsync(read ?? (results => [.. results.Tensor<float>(0)]));
    }
}
