using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Engines;

/// <summary>What goes wrong where models share a graph, a session or a default: here each owns its own.</summary>
public abstract class SeveralModelsTests(EngineKind engine)
{
    private static readonly string[] s_models = ["add", "digits", "iris", "sentiment", "lstm", "autoencoder", "pipeline/encoder", "pipeline/decoder_class"];

    [Fact]
    public void OneModelsOutputIsTheOthersInputOnOneThread()
    {
        using var encoder = RecordedModel.Load(engine, "pipeline/encoder");
        using var decoder = RecordedModel.Load(engine, "pipeline/decoder_class");
        float[] pixels = [.. Enumerable.Range(0, 128).Select(value => value % 17f)];
        float[]? first = null;
        for (int round = 0; round < 50; round++)
        {
            float[] probabilities = Decode(decoder, Encode(encoder, pixels));

            Assert.Equal(20, probabilities.Length);
            Assert.Equal(1, probabilities.Take(10).Sum(), 4);
            Assert.Equal(first ??= probabilities, probabilities);
        }
    }

    [Fact]
    public void TheStagesOfAPipelineAnswerAsRecordedInTurn()
    {
        string[] stages = ["pipeline/encoder", "pipeline/decoder_class", "pipeline/decoder_image", "autoencoder"];
        RecordedModel.Require(engine);
        var recorded = stages.Select(name => new RecordedModel(name)).ToArray();
        var models = stages.Select(name => RecordedModel.Load(engine, name)).ToArray();
        for (int round = 0; round < 20; round++)
        {
            for (int stage = 0; stage < stages.Length; stage++)
            {
                recorded[stage].Check(models[stage], round);
            }
        }

        Array.ForEach(models, model => model.Dispose());
    }

    [Fact]
    public async Task EightModelsAnswerSixteenThreads()
    {
        RecordedModel.Require(engine);
        var recorded = s_models.Select(name => new RecordedModel(name)).ToArray();
        var models = s_models.Select(name => RecordedModel.Load(engine, name)).ToArray();
        using var source = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Wait.OnThread(() =>
        {
            var random = new Random(worker);
            for (int i = 0; i < 200; i++)
            {
                int model = random.Next(models.Length);
                recorded[model].Check(models[model], random.Next(8), i % 5 == 0 ? source.Token : default);
            }
        })));
        await Task.WhenAll(models.Select(model => model.DisposeAsync().AsTask()));
    }

    [Fact]
    public void TheSameModelTwiceKeepsTwoStates()
    {
        using var left = RecordedModel.Load(engine, "counter");
        using var right = RecordedModel.Load(engine, "counter");

        Assert.Equal(5, Increment(left, 5));
        Assert.Equal(2, Increment(right, 2));
        Assert.Equal(10, Increment(left, 5));
        Assert.Equal(3, Increment(right, 1));
        Assert.Equal(10, Count(left, "current"));
        Assert.Equal(0, Count(left, "reset"));
        Assert.Equal(3, Count(right, "current"));
    }

    [Fact]
    public async Task IncrementsOfManyThreadsAreAllCounted()
    {
        using var model = RecordedModel.Load(engine, "counter");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Wait.OnThread(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                Increment(model, 1);
            }
        })));

        Assert.Equal(4000, Count(model, "current"));
    }

    [Fact]
    public void LoadingAndUnloadingInTurnKeepsMemoryFlat()
    {
        RecordedModel.Require(engine);
        Assert.SkipUnless(File.Exists("/proc/self/smaps_rollup"), "private memory is read from /proc/self/smaps_rollup");
        string[] names = ["add", "counter", "iris", "digits", "sentiment", "pipeline/encoder"];
        var recorded = names.ToDictionary(name => name, name => name == "counter" ? null : new RecordedModel(name));
        var contracts = names.ToDictionary(name => name, RecordedModel.ContractOf);
        var bytes = new List<long>();
        for (int i = 0; i < 300; i++)
        {
            string name = names[i % names.Length];
            using (var model = RecordedModel.Load(engine, name, compiled: contracts[name]))
            {
                recorded[name]?.Check(model, i);
            }

            if (i % names.Length == names.Length - 1)
            {
                bytes.Add(PrivateBytes());
            }
        }

        int third = bytes.Count / 3;
        double middle = bytes.Skip(third).Take(third).Average(), last = bytes.Skip(2 * third).Average();
        Assert.True(last <= 1.02 * middle, $"{middle / 1e6:0.0} MB in the middle third, {last / 1e6:0.0} MB in the last.");
    }

    [Fact]
    public async Task ACallThatRacesWithDisposingGetsItsAnswerOrIsRefused()
    {
        RecordedModel.Require(engine);
        var recorded = new RecordedModel("add");
        for (int round = 0; round < 30; round++)
        {
            var model = RecordedModel.Load(engine, "add", compiled: recorded.Contract);
            var callers = Enumerable.Range(0, 3).Select(worker => Wait.OnThread(() =>
            {
                try
                {
                    for (int i = 0; ; i++)
                    {
                        recorded.Check(model, i);
                    }
                }
                catch (ObjectDisposedException)
                {
                    // Refused, as it should be.
                }
            })).ToArray();
            Thread.Sleep(round % 5);
            model.Dispose();
            await Task.WhenAll(callers).WaitAsync(Wait.Long);
        }
    }

    private static long PrivateBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // Written pages only: the library's own count as private whenever no other process happens to have it mapped.
        return File.ReadLines("/proc/self/smaps_rollup")
            .Where(line => line.StartsWith("Private_Dirty", StringComparison.Ordinal))
            .Sum(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static float[] Encode(ModelSession encoder, float[] pixels)
    {
        using var call = encoder.Begin(0);
        call.Input<float>(0, pixels);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }

    private static float[] Decode(ModelSession decoder, float[] code)
    {
        using var call = decoder.Begin(0);
        call.Input<float>(0, code);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }

    private static long Increment(ModelSession counter, long by)
    {
        using var call = counter.Begin(SignatureOf(counter, "increment"));
        call.Input(0, by);
        call.Run();
        return call.Results.Scalar<long>(0);
    }

    private static long Count(ModelSession counter, string signature)
    {
        using var call = counter.Begin(SignatureOf(counter, signature));
        call.Run();
        return call.Results.Scalar<long>(0);
    }

    private static int SignatureOf(ModelSession model, string key) => model.Info.Contract.Signatures.ToList().FindIndex(signature => signature.Key == key);
}
