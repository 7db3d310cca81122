using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class CancellationTests : IDisposable
{
    private readonly ManualResetEventSlim _isRunning = new();
    private readonly ManualResetEventSlim _mayEnd = new();

    public void Dispose()
    {
        _mayEnd.Set();
        _isRunning.Dispose();
    }

    [Fact]
    public void WithoutATokenTheCallRunsOnTheCallersThread()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            int thread = 0;
            engine.OnRun = (frame, limits) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Assert.False(limits.IsLimited);
                frame.Echo();
            };

            Assert.Equal([1], Call(model, 1));
            Assert.Equal(Environment.CurrentManagedThreadId, thread);
        }
    }

    [Fact]
    public void WithATokenAndAnEngineThatCannotStopItRunsOnAThreadOfOurs()
    {
        using var source = new CancellationTokenSource();
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            (int Id, bool IsPool) thread = default;
            engine.OnRun = (frame, _) =>
            {
                thread = (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread);
                frame.Echo();
            };

            Assert.Equal([1], Call(model, 1, source.Token));
            Assert.NotEqual(Environment.CurrentManagedThreadId, thread.Id);
            Assert.False(thread.IsPool);
        }
    }

    [Fact]
    public void WithATokenAndAnEngineThatCanStopItRunsOnTheCallersThread()
    {
        using var source = new CancellationTokenSource();
        var (model, engine) = ScriptedSession.LoadEcho(stops: true);
        using (model)
        {
            engine.OnRun = (_, limits) =>
            {
                Assert.Equal(source.Token, limits.Token);
                source.Cancel();
                limits.Token.ThrowIfCancellationRequested();
            };

            Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => Call(model, 1, source.Token)).CancellationToken);
        }
    }

    [Fact]
    public void ACancelledTokenRunsNothing()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            engine.OnRun = (_, _) => Assert.Fail("The call was run.");

            Assert.ThrowsAny<OperationCanceledException>(() => Call(model, 1, new CancellationToken(true)));
        }
    }

    [Fact]
    public void WrongArgumentsAreToldEvenWhenTheTokenIsCancelled()
    {
        var (model, _) = ScriptedSession.Load([TestContract.Argument("x", DataType.Float, 2)], [TestContract.Argument("y", DataType.Float, 2)]);
        using (model)
        {
            Assert.Throws<TensorArgumentException>(() => Call(model, 1, new CancellationToken(true)));
        }
    }

    [Fact]
    public async Task TheCallerIsReleasedWhileTheCallGoesOn()
    {
        var (model, engine) = Stuck(null);
        using var source = new CancellationTokenSource();
        var caller = Wait.OnThread(() => Call(model, 1, source.Token));
        Wait.For(_isRunning);
        await source.CancelAsync();

        // The call is stuck until the test ends it: that the caller comes back at all shows that it was released.
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.WaitAsync(Wait.Long));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal("FaceEmbedder.Call was cancelled.", error.Message);
        End(model, engine);
    }

    [Fact]
    public void TheDeadlineReleasesTheCaller()
    {
        var (model, engine) = Stuck(TimeSpan.FromMilliseconds(100));
        long started = Stopwatch.GetTimestamp();
        var error = Assert.Throws<TimeoutException>(() => Call(model, 1));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(90), Wait.Long);
        Assert.Equal("FaceEmbedder.Call took longer than its deadline of 100 ms (ModelOptions.Deadline).", error.Message);
        End(model, engine);
    }

    [Fact]
    public void AnEnginesOwnTimeoutReadsTheSame()
    {
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = TimeSpan.FromSeconds(5) });
        using (model)
        {
            engine.OnRun = (_, limits) =>
            {
                Assert.Equal(TimeSpan.FromSeconds(5), limits.Deadline);
                throw new TimeoutException("the engine's words");
            };
            var error = Assert.Throws<TimeoutException>(() => Call(model, 1));

            Assert.Equal("FaceEmbedder.Call took longer than its deadline of 5000 ms (ModelOptions.Deadline).", error.Message);
            Assert.Equal("the engine's words", error.InnerException!.Message);
        }
    }

    [Fact]
    public async Task DisposingWaitsForACallWhoseCallerWasReleased()
    {
        using var source = new CancellationTokenSource();
        var (model, engine) = Stuck(null);
        var caller = Wait.OnThread(() => Call(model, 1, source.Token));
        Wait.For(_isRunning);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);

        var disposing = Wait.OnThread(model.Dispose);
        await Assert.ThrowsAsync<TimeoutException>(() => disposing.WaitAsync(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(0, engine.Disposals);
        _mayEnd.Set();
        await disposing.WaitAsync(Wait.Long);
        Assert.Equal(1, engine.Disposals);
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public void TheFrameOfAReleasedCallComesBackWhenItIsDone()
    {
        using var source = new CancellationTokenSource();
        var (model, engine) = Stuck(null);
        using (model)
        {
            var caller = Wait.OnThread(() => Call(model, 1, source.Token));
            Wait.For(_isRunning);
            source.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => caller.GetAwaiter().GetResult());
            engine.OnRun = (frame, _) => frame.Echo();

            Assert.Equal([2], Call(model, 2));
            Assert.Equal(2, engine.FramesCreated);
            Assert.Equal(1, engine.FramesCleared);
            _mayEnd.Set();
            Wait.Until(() => engine.FramesCleared == 2, "the released call let go of its frame");
            using var first = model.Begin(0);
            using var second = model.Begin(0);
            Assert.Equal(2, engine.FramesCreated);
        }
    }

    [Fact]
    public void TheErrorOfACallIsThatOfTheEngine()
    {
        using var source = new CancellationTokenSource();
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            engine.OnRun = (_, _) => throw new ModelRunException("face_embedder", "embed_crops", ModelErrorCode.InvalidArgument, "broken");

            Assert.Equal("broken", Assert.Throws<ModelRunException>(() => Call(model, 1, source.Token)).Message);
            Assert.Equal("broken", Assert.Throws<ModelRunException>(() => Call(model, 1)).Message);
            engine.OnRun = (frame, _) => frame.Echo();
            Assert.Equal([3], Call(model, 3, source.Token));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CancellingAtAnyMomentGivesTheAnswerOrTheCancellation(bool stops)
    {
        var (model, engine) = ScriptedSession.LoadEcho(stops: stops);
        engine.OnRun = (frame, limits) =>
        {
            Thread.SpinWait(200);
            if (stops)
            {
                limits.Token.ThrowIfCancellationRequested();
            }

            frame.Echo();
        };
        int answers = 0, cancellations = 0;
        using (model)
        {
            Parallel.For(0, 4, worker =>
            {
                var random = new Random(worker);
                for (int i = 0; i < 3000; i++)
                {
                    using var source = new CancellationTokenSource();
                    int delay = random.Next(4000);
                    ThreadPool.UnsafeQueueUserWorkItem(_ => CancelLater(source, delay), null);
                    float value = (worker * 10_000) + i;
                    try
                    {
                        Assert.Equal([value], Call(model, value, source.Token));
                        Interlocked.Increment(ref answers);
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref cancellations);
                    }
                }
            });
        }

        Assert.Equal(12_000, answers + cancellations);
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
        Assert.Equal(1, engine.Disposals);
    }

    private static void CancelLater(CancellationTokenSource source, int spins)
    {
        Thread.SpinWait(spins);
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call was done first.
        }
    }

    /// <summary>A model whose calls wait for <see cref="_mayEnd"/>, whatever the token says.</summary>
    private (ModelSession Model, ScriptedSession Engine) Stuck(TimeSpan? deadline)
    {
        var (model, engine) = ScriptedSession.LoadEcho(new ModelOptions { Deadline = deadline });
        engine.OnRun = (_, _) =>
        {
            _isRunning.Set();
            _mayEnd.Wait(Wait.Long);
        };
        return (model, engine);
    }

    private void End(ModelSession model, ScriptedSession engine)
    {
        _mayEnd.Set();
        model.Dispose();
        Assert.Equal(1, engine.Disposals);
        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    private static float[] Call(ModelSession model, float value, CancellationToken token = default)
    {
        using var call = model.Begin(0, token, "Call");
        call.Input<float>(0, [value]);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }
}
