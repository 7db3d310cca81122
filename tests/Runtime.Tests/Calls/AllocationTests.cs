using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

public sealed class AllocationTests
{
    [Fact]
    public void ANumericCallIntoBuffersTakesNoMemory()
    {
        var (model, _) = ScriptedSession.Load(
            [TestContract.Argument("x", DataType.Float, -1, 4), TestContract.Argument("k", DataType.Int32)],
            [TestContract.Argument("y", DataType.Float, -1, 4), TestContract.Argument("n", DataType.Int32)]);
        using (model)
        {
            float[] x = new float[8], y = new float[8];
            var grid = new float[2, 4];
            Check(() => Into(model, x, y));
            Check(() => IntoGrid(model, grid, y));
        }
    }

    [Fact]
    public void AnObservedCallTakesNoMemory()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            long ticks = 0;
            model.Observe((in CallInfo call) => ticks += call.Duration.Ticks);
            float[] x = new float[8], y = new float[8];
            Check(() =>
            {
                using var call = model.Begin(0);
                call.Input<float>(0, x);
                call.Run();
                return call.Results.Write<float>(0, y).Count;
            });
            Assert.True(ticks > 0);
        }
    }

    private static long Into(ModelSession model, float[] x, float[] y)
    {
        using var call = model.Begin(0);
        call.Reserve(0, y.Length);
        call.Input<float>(0, x);
        call.Input(1, 5);
        call.Run();
        var results = call.Results;
        return results.Write<float>(0, y)[0] + results.Scalar<int>(1);
    }

    private static long IntoGrid(ModelSession model, float[,] x, float[] y)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, x);
        call.Input(1, (int?)5);
        call.Run();
        return call.Results.Write<float>(0, y)[0];
    }

    private static void Check(Func<long> call)
    {
        long sum = Many(call);
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Many(call);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }

    private static long Many(Func<long> call)
    {
        long sum = 0;
        for (int i = 0; i < 10_000; i++)
        {
            sum += call();
        }

        return sum;
    }
}
