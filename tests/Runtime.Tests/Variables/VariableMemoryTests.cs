using System.Globalization;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>What loaded models take of the process's memory: variables that models share are there once, and nothing stays behind.</summary>
public abstract class VariableMemoryTests : IDisposable
{
    private const long Megabyte = 1_000_000;
    private readonly EngineKind _engine;
    private readonly TemporaryFolder _folder = new();

    protected VariableMemoryTests(EngineKind engine)
    {
        RecordedModel.Require(engine);
        Assert.SkipUnless(File.Exists("/proc/self/smaps_rollup"), "private memory is read from /proc/self/smaps_rollup");
        _engine = engine;
        // What the engine needs once, whatever is loaded.
        var warmUp = new MatrixGraph(_folder).Network("warm", "input", [8, 8], [8, 8]).Write();
        using var model = DeclaredModel.Load(engine, warmUp.Contract("warm"));
        Answers.Of(model, Answers.Numbers(1, 8));
    }

    [Fact]
    public void AnEncoderAndThreeDecodersTakeWhatTheirVariablesTake()
    {
        using var folder = new TemporaryFolder();
        var graph = EncoderWithDecoders(folder);
        var encoderContract = graph.Contract("encoder");
        ModelContract[] contracts = [.. Enumerable.Range(0, 3).Select(index => graph.Contract($"decoder{index}"))];
        long before = PrivateBytes();
        using var encoder = DeclaredModel.Load(_engine, encoderContract);
        var input = Answers.Numbers(1, 5000);
        Answers.Of(encoder, input);
        long withEncoder = PrivateBytes() - before;
        using (var twin = DeclaredModel.Load(_engine, encoderContract))
        {
            Assert.Equal(Answers.Of(encoder, input), Answers.Of(twin, input));
        }

        long withTwin = PrivateBytes() - before;
        var decoders = contracts.Select(contract => DeclaredModel.Load(_engine, contract, owner: encoder)).ToArray();
        byte[][] answers = Array.ConvertAll(decoders, decoder => Answers.Of(decoder, input));
        long withDecoders = PrivateBytes() - before;
        encoder.Restore(graph.WriteCheckpoint("encoder", "again", 2));
        Assert.NotEqual(answers[0], Answers.Of(decoders[0], input));
        long restored = PrivateBytes() - before;
        Array.ForEach(decoders, decoder => decoder.Dispose());
        encoder.Dispose();
        long after = PrivateBytes() - before;
        string numbers = $"encoder {Text(withEncoder)}, with a second one {Text(withTwin)}, with decoders {Text(withDecoders)}, restored {Text(restored)}, disposed {Text(after)}";
        TestContext.Current.TestOutputHelper?.WriteLine(numbers);

        Assert.True(withDecoders <= 1.2 * 103 * Megabyte, numbers);
        Assert.True(withTwin <= withEncoder + (10 * Megabyte), numbers);
        // TensorFlow's allocator keeps what it once had: the new values beside the old ones.
        Assert.True(restored <= (_engine == EngineKind.Managed ? 1.25 : 2.25) * 103 * Megabyte, numbers);
        Assert.True(_engine == EngineKind.TensorFlow || after <= 20 * Megabyte, numbers);
    }

    [Fact]
    public void LoadingSharingRestoringAndUnloadingKeepsMemoryFlat()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_LOAD_ROUNDS") ?? "12", CultureInfo.InvariantCulture);
        string[] stages = ["pipeline/encoder", "pipeline/decoder_image"];
        var contracts = stages.Select(RecordedModel.ContractOf).ToArray();
        var names = new[] { "add", "iris", "counter", "digits", "sentiment", "autoencoder" }.ToDictionary(name => name, RecordedModel.ContractOf);
        ModelContract[] decoders = [.. new[] { "decoder_a", "decoder_b", "decoder_c" }.Select(DeclaredModel.Decoder)];
        var sharded = DeclaredModel.OfRepository("saver/sharded.ckpt.meta", "sharded", "input", "output", "input_to_output");
        var input = Answers.Numbers(1, 64);
        var bytes = new List<long>();
        for (int round = 0; round < rounds; round++)
        {
            foreach (var (name, contract) in names)
            {
                using var model = RecordedModel.Load(_engine, name, compiled: contract);
                if (name != "autoencoder")
                {
                    continue;
                }

                for (int stage = 0; stage < stages.Length; stage++)
                {
                    using var sharer = DeclaredModel.Load(_engine, contracts[stage], new ModelOptions { Source = TestModels.FolderOf(stages[stage]) }, model);
                }

                model.Restore(TestModels.FolderOf("autoencoder"));
                Answers.Of(model, input, "encode");
            }

            using var encoder = DeclaredModel.Load(_engine, DeclaredModel.Encoder);
            foreach (var contract in decoders)
            {
                using var decoder = DeclaredModel.Load(_engine, contract, owner: encoder);
                decoder.Restore(Path.Combine(TestModels.Folder, "shared_encoder", contract.Model + ".ckpt"));
                Answers.OfSharedEncoder(decoder);
            }

            using (var model = DeclaredModel.Load(_engine, sharded))
            {
                model.Save(Path.Combine(_folder.Path, "saved"));
            }

            bytes.Add(PrivateBytes());
        }

        int third = bytes.Count / 3;
        double middle = bytes.Skip(third).Take(third).Average(), last = bytes.Skip(2 * third).Average();
        string numbers = $"{Text((long)middle)} in the middle third of {rounds} rounds, {Text((long)last)} in the last";
        TestContext.Current.TestOutputHelper?.WriteLine(numbers);
        Assert.True(last <= 1.03 * middle, numbers);
    }

    [Fact]
    public void RestoringAgainAndAgainKeepsMemoryFlat()
    {
        using var folder = new TemporaryFolder();
        var graph = EncoderWithDecoders(folder);
        using var encoder = DeclaredModel.Load(_engine, graph.Contract("encoder"));
        using var decoder = DeclaredModel.Load(_engine, graph.Contract("decoder0"), owner: encoder);
        string other = graph.WriteCheckpoint("encoder", "other", 2);
        long first = 0, most = 0;
        for (int i = 0; i < 12; i++)
        {
            encoder.Restore(i % 2 == 0 ? other : Path.Combine(folder.Path, "encoder"));
            Answers.Of(decoder, Answers.Numbers(1, 5000));
            long now = PrivateBytes();
            (first, most) = i < 3 ? (Math.Max(first, now), 0) : (first, Math.Max(most, now));
        }

        string numbers = $"{Text(first)} in the first three restores, at most {Text(most)} in nine more";
        TestContext.Current.TestOutputHelper?.WriteLine(numbers);
        Assert.True(most <= first + (25 * Megabyte), numbers);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An encoder of 100 MB, and three decoders of 1 MB.</summary>
    private static MatrixGraph EncoderWithDecoders(TemporaryFolder folder)
    {
        var graph = new MatrixGraph(folder).Network("encoder", "input", [5000, 2500], [2500, 5000]);
        for (int index = 0; index < 3; index++)
        {
            graph.Network($"decoder{index}", "encoder/output", [5000, 50]);
        }

        return graph.Write();
    }

    private static string Text(long bytes) => (bytes / 1e6).ToString("0.0 MB", CultureInfo.InvariantCulture);

    private static long PrivateBytes()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return File.ReadLines("/proc/self/smaps_rollup")
            .Where(line => line.StartsWith("Private_Dirty", StringComparison.Ordinal))
            .Sum(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
    }
}
