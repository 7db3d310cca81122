using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>While checkpoints are restored, every call answers by one of them.</summary>
public abstract class RestoreUnderLoadTests(EngineKind engine) : IDisposable
{
    private const int Callers = 8;
    private const int Restores = 200;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task EveryAnswerOfADecoderIsOfOneOfTwoCheckpoints()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var decoder = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_b"), owner: encoder);
        string[] checkpoints = [.. new[] { "decoder_b.ckpt", "decoder_b_finetuned.ckpt" }.Select(name => Path.Combine(TestModels.Folder, "shared_encoder", name))];
        await Alternate(decoder, decoder, checkpoints, (model, token) => Answers.Of(model, Answers.SharedEncoderInput, token: token));
    }

    [Fact]
    public async Task EveryAnswerOfASavedModelIsOfOneOfTwoCheckpoints()
    {
        using var model = RecordedModel.Load(engine, "autoencoder", new ModelOptions { ConcurrentCalls = 3, Deadline = TimeSpan.FromMinutes(2) });
        var input = Answers.Numbers(2, 64);
        string first = Path.Combine(_folder.Path, "first"), halved = Path.Combine(_folder.Path, "halved");
        model.Save(first);
        TestCheckpoint.Copy(first, halved, TestCheckpoint.Halved);
        await Alternate(model, model, [first, halved], (called, token) => Answers.Of(called, input, "serving_default", token));
    }

    [Fact]
    public async Task EveryAnswerOfASharerIsOfOneOfTheOwnersCheckpoints()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var decoder = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_c"), owner: encoder);
        string first = Path.Combine(TestModels.Folder, "shared_encoder", "encoder.ckpt"), halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(first, halved, TestCheckpoint.Halved);
        await Alternate(encoder, decoder, [first, halved], (model, token) => Answers.Of(model, Answers.SharedEncoderInput, token: token));
    }

    [Fact]
    public async Task RestoresSavesLoadsAndDisposalsOfOneGroupGetAlong()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        string encoderCheckpoint = Path.Combine(TestModels.Folder, "shared_encoder", "encoder.ckpt");
        var recorded = new[] { "decoder_a", "decoder_b", "decoder_c" }.Select(name => new RecordedModel("shared_encoder", DeclaredModel.Decoder(name))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Wait.OnThread(() =>
        {
            for (int round = 0; round < 10; round++)
            {
                var model = recorded[(worker + round) % 3];
                using var decoder = DeclaredModel.Load(engine, model.Contract, owner: encoder);
                model.Check(decoder, 0);
                if (worker % 2 == 0)
                {
                    encoder.Restore(encoderCheckpoint);
                    decoder.Restore(Path.Combine(TestModels.Folder, "shared_encoder", model.Contract.Model + ".ckpt"));
                }
                else
                {
                    decoder.Save(Path.Combine(_folder.Path, $"saved_{worker}"));
                }

                model.Check(decoder, 0);
            }
        }))).WaitAsync(6 * Wait.Long);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Restores two checkpoints in turn while threads call, some with tokens that are cancelled now and then, some without waiting.</summary>
    private static async Task Alternate(ModelSession restored, ModelSession called, string[] checkpoints, Func<ModelSession, CancellationToken, byte[]> answer)
    {
        byte[][] expected = [.. checkpoints.Select(checkpoint =>
        {
            restored.Restore(checkpoint);
            return answer(called, default);
        })];
        Assert.NotEqual(expected[0], expected[1]);
        bool isOver = false;
        int[] seen = new int[2];
        long longest = 0;
        var callers = Enumerable.Range(0, Callers).Select(caller => Wait.OnThread(() =>
        {
            var random = new Random(caller);
            while (!Volatile.Read(ref isOver))
            {
                using var source = new CancellationTokenSource();
                if (caller % 4 == 1)
                {
                    source.CancelAfter(random.Next(3));
                }

                try
                {
                    long started = Stopwatch.GetTimestamp();
                    byte[] came = answer(called, caller % 4 < 2 ? source.Token : default);
                    InterlockedMax(ref longest, Stopwatch.GetElapsedTime(started).Ticks);
                    int which = Array.FindIndex(expected, bytes => bytes.AsSpan().SequenceEqual(came));
                    Assert.True(which >= 0, "An answer is of neither checkpoint.");
                    Interlocked.Increment(ref seen[which]);
                }
                catch (OperationCanceledException) when (caller % 4 == 1)
                {
                    // Cancelled, as it was asked for.
                }
            }
        })).ToArray();
        long begun = Stopwatch.GetTimestamp();
        try
        {
            for (int i = 0; i < Restores; i++)
            {
                restored.Restore(checkpoints[i % 2]);
                Assert.Equal(expected[i % 2], answer(called, default));
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(callers).WaitAsync(Wait.Long);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{seen[0] + seen[1]} answers ({seen[0]} and {seen[1]}) during {Restores} restores in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s; the longest call took {TimeSpan.FromTicks(longest).TotalMilliseconds:0.0} ms");
        Assert.True(seen[0] > 0 && seen[1] > 0, "No call saw one of the checkpoints.");
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (long known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }
}
