using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class FramePoolTests
{
    [Fact]
    public void OneThreadUsesOneFrameAgainAndAgain()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            for (int i = 0; i < 100; i++)
            {
                Call(model, i);
            }

            Assert.Equal(1, engine.FramesCreated);
        }
    }

    [Fact]
    public void CallsInsideOfEachOtherHaveFramesOfTheirOwn()
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            using (var outer = model.Begin(0))
            {
                outer.Input<float>(0, [1]);
                Assert.Equal([2], Call(model, 2));
                outer.Run();
                Assert.Equal(1, outer.Results.Tensor<float>(0)[0]);
            }

            Assert.Equal(2, engine.FramesCreated);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void UnderContentionNoTwoCallsShareAFrame(int threads)
    {
        var (model, engine) = ScriptedSession.LoadEcho();
        using (model)
        {
            using var start = new Barrier(threads);
            var workers = Enumerable.Range(0, threads).Select(worker => Wait.OnThread(() =>
            {
                start.SignalAndWait();
                for (int i = 0; i < 20_000; i++)
                {
                    float value = (worker * 100_000) + i;
                    Assert.Equal([value], Call(model, value));
                }
            })).ToArray();
#pragma warning disable xUnit1031 // The threads are this test's own: waiting for them here keeps no other test from running.
            Task.WaitAll(workers);
#pragma warning restore xUnit1031

            // A frame per thread, and a few more where a thread was held up between its rents.
            Assert.InRange(engine.FramesCreated, 1, 4 * threads);
        }

        Assert.Equal(engine.FramesCreated, engine.FramesDisposed);
    }

    [Fact]
    public void MoreCallsThanPlacesMakeFramesThatAreFreedAgain()
    {
        const int Calls = 1000;
        var (model, engine) = ScriptedSession.LoadEcho();
        Nest(model, Calls);
        Assert.Equal(Calls, engine.FramesCreated);
        Assert.InRange(engine.FramesDisposed, 1, Calls - 1);
        model.Dispose();

        Assert.Equal(Calls, engine.FramesDisposed);
    }

    private static void Nest(ModelSession model, int calls)
    {
        if (calls > 0)
        {
            using var call = model.Begin(0);
            Nest(model, calls - 1);
        }
    }

    private static float[] Call(ModelSession model, float value)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [value]);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }
}
