using System.Diagnostics;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Engines;

/// <summary>What calls on the managed engine take, and what they leave.</summary>
public sealed class ManagedCallTests
{
    [Theory]
    [InlineData("add")]
    [InlineData("digits")]
    [InlineData("iris")]
    [InlineData("autoencoder")]
    [InlineData("face_embedder")]
    [InlineData("char_lm")]
    [InlineData("lstm")]
    [InlineData("wide_resnet")]
    [InlineData("mobilenet_v2_small")]
    public void ACallThatRepeatsItsSizesAllocatesNothing(string name)
    {
        var recorded = new RecordedModel(name);
        var model = ReadModel(name, recorded.Contract);
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = 1 }, _ => { }, CancellationToken.None);
        for (int index = 0; index < recorded.Cases; index++)
        {
            var (signature, inputs) = recorded.InputsOf(index);
            using var frame = session.CreateFrame(signature);
            for (int i = 0; i < 4; i++)
            {
                // The third call with the same shapes makes a plan for them.
                Call(frame, model.Signatures[signature], inputs);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
            {
                Call(frame, model.Signatures[signature], inputs);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public async Task SixModelsAnswerSixtyFourThreadsAndMemoryStaysFlat()
    {
        string[] names = ["face_embedder", "digits", "iris", "lstm", "char_lm", "sentiment"];
        var recorded = names.Select(name => new RecordedModel(name)).ToArray();
        var models = names.Select(name => RecordedModel.Load(EngineKind.Managed, name)).ToArray();
        var time = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_SOAK_SECONDS") ?? "6", System.Globalization.CultureInfo.InvariantCulture));
        long started = Stopwatch.GetTimestamp();
        var samples = new List<long>();
        var callers = Enumerable.Range(0, 64).Select(worker => Wait.OnThread(() =>
        {
            var random = new Random(worker);
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                int model = random.Next(models.Length);
                recorded[model].Check(models[model], random.Next(100));
            }
        })).ToArray();
        var sampler = Wait.OnThread(() =>
        {
            do
            {
                Thread.Sleep(time / 30);
                samples.Add(Process.GetCurrentProcess().PrivateMemorySize64);
            }
            while (samples.Count < 9 || !callers.All(caller => caller.IsCompleted));
        });
        await Task.WhenAll(callers);
        await sampler;
        Array.ForEach(models, model => model.Dispose());
        int third = samples.Count / 3;
        double middle = samples.Skip(third).Take(third).Average(), last = samples.Skip(2 * third).Average();
        Assert.True(last <= 1.1 * middle, $"{middle / 1e6:0.0} MB in the middle third, {last / 1e6:0.0} MB in the last.");
    }

    private static EngineModel ReadModel(string name, ModelContract contract)
    {
        var reader = ModelReader.Read(TestModels.FolderOf(name), contract, name, new ModelOptions(), _ => { });
        using var initial = InitialVariables.Find(reader, contract, new ModelOptions(), owner: null);
        return reader.ToEngineModel(initial);
    }

    private static void Call(CallFrame frame, EngineSignature signature, ReadOnlySpan<FixedTensor> inputs)
    {
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            inputs[slot].FeedTo(frame, slot, signature.Inputs[slot].DataType);
        }

        frame.Run(default);
        for (int slot = 0; slot < signature.Outputs.Count; slot++)
        {
            _ = frame.OutputShape(slot);
        }

        frame.Clear();
    }
}
