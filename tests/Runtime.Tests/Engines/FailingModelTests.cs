using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Engines;

/// <summary>What a model does that fails while it runs, or runs for long.</summary>
public abstract class FailingModelTests(EngineKind engine)
{
    protected const int Forever = int.MaxValue;

    private delegate void Give(ModelCall call);

    [Fact]
    public void AnErrorInsideTheModelNamesModelSignatureNodeAndReason()
    {
        using var model = RecordedModel.Load(engine, "failing");
        Fails(model, "check", call => call.Input<float>(0, [1, float.NaN]), ModelErrorCode.InvalidArgument, "not a number here");
        Fails(model, "index", call => call.Input(0, 5), ModelErrorCode.InvalidArgument, "indices = 5 is not in [0, 3)");
        Fails(model, "divide", call => { call.Input(0, 1); call.Input(1, 0); }, ModelErrorCode.InvalidArgument, "Integer division by zero");
        Fails(model, "must", call => call.Input(0, false), ModelErrorCode.InvalidArgument, "the caller said no");
        Fails(model, "allocate", call => call.Input(0, 1L << 50), ModelErrorCode.ResourceExhausted, "");
    }

    [Fact]
    public void TheModelStaysUsable()
    {
        using var model = RecordedModel.Load(engine, "failing");
        for (int round = 0; round < 20; round++)
        {
            Fails(model, "index", call => call.Input(0, -1), ModelErrorCode.InvalidArgument, "indices = -1 is not in [0, 3)");
            Assert.Equal(30, Value(model, 2));
        }
    }

    [Fact]
    public async Task AnAsynchronousCallFailsAlike()
    {
        using var model = RecordedModel.Load(engine, "failing");
        var error = await Assert.ThrowsAsync<ModelRunException>(() =>
        {
            using var call = model.Begin(SignatureOf(model, "index"));
            call.Input(0, 5);
            return call.RunAsync(results => results.Scalar<int>(0));
        });

        Assert.Equal(ModelErrorCode.InvalidArgument, error.Code);
    }

    [Fact]
    public void TheDeadlineEndsACallThatWouldNeverEnd()
    {
        using var model = RecordedModel.Load(engine, "failing", new ModelOptions { Deadline = TimeSpan.FromMilliseconds(200) });
        long started = Stopwatch.GetTimestamp();
        var error = Assert.Throws<TimeoutException>(() => Spin(model, Forever, default));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(190), Wait.Long);
        Assert.Equal("failing.Spin took longer than its deadline of 200 ms (ModelOptions.Deadline).", error.Message);
        Assert.Equal(10, Value(model, 0));
    }

    [Fact]
    public async Task WarmUpRequestsAreMadeAtLoad()
    {
        var log = new RecordedLog();
        await using var model = RecordedModel.Load(engine, "warmup", new ModelOptions { WarmUp = WarmUp.Requests, Log = log });

        Assert.DoesNotContain(log.Lines, line => line.Contains("warm-up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("shapes")]
    [InlineData("dtypes")]
    [InlineData("sparse")]
    [InlineData("defaults")]
    [InlineData("sentiment")]
    public void ZerosWarmUpWhateverTheArguments(string name)
    {
        var log = new RecordedLog();
        using var model = RecordedModel.Load(engine, name, new ModelOptions { WarmUp = WarmUp.Zeros, Log = log });

        Assert.DoesNotContain(log.Lines, line => line.Contains("warm-up", StringComparison.Ordinal));
    }

    [Fact]
    public void AnInputThatWasAddedSinceIsFedItsDefault()
    {
        var compiled = RecordedModel.ContractOf("defaults");
        var signature = Assert.Single(compiled.Signatures);
        compiled = compiled with { Signatures = [signature with { Inputs = [signature.Inputs[0]] }] };
        using var model = RecordedModel.Load(engine, "defaults", compiled: compiled);
        using var call = model.Begin(0);
        call.Input<float>(0, [2]);
        call.Run();

        Assert.Equal("metre!", call.Results.Text(0));
        Assert.Equal([3, 4], call.Results.Tensor<int>(1));
        Assert.Equal([5], call.Results.Tensor<float>(2));
    }

    [Fact]
    public void ANumericCallIntoBuffersTakesNoManagedMemory()
    {
        using var model = RecordedModel.Load(engine, "add");
        float[] x = [1, 2, 3], y = [10, 20, 30], sum = new float[3];
        Add(model, x, y, sum, 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Add(model, x, y, sum, 1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([11, 22, 33], sum);
    }

    private static void Add(ModelSession model, float[] x, float[] y, float[] sum, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using var call = model.Begin(0);
            call.Reserve(0, sum.Length);
            call.Input<float>(0, x);
            call.Input<float>(1, y);
            call.Run();
            call.Results.Write<float>(0, sum);
        }
    }

    private static void Fails(ModelSession model, string signature, Give give, ModelErrorCode code, string text)
    {
        var error = Assert.Throws<ModelRunException>(() =>
        {
            using var call = model.Begin(SignatureOf(model, signature));
            give(call);
            call.Run();
        });

        Assert.Equal("failing", error.Model);
        Assert.Equal(signature, error.Signature);
        Assert.Equal(code, error.Code);
        Assert.Contains($"failing, signature '{signature}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    protected static float Spin(ModelSession model, int rounds, CancellationToken token)
    {
        using var call = model.Begin(SignatureOf(model, "spin"), token);
        call.Input(0, rounds);
        call.Run();
        return call.Results.Scalar<float>(0);
    }

    protected static int Value(ModelSession model, int index)
    {
        using var call = model.Begin(SignatureOf(model, "index"));
        call.Input(0, index);
        call.Run();
        return call.Results.Scalar<int>(0);
    }

    protected static int SignatureOf(ModelSession model, string key) => model.Info.Contract.Signatures.ToList().FindIndex(signature => signature.Key == key);
}
