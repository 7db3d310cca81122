using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>Models that are loaded over another one's variables: the owner's are there once, and change for all at one moment.</summary>
public abstract class SharingTests(EngineKind engine) : IDisposable
{
    private static readonly string s_folder = Path.Combine(TestModels.Folder, "shared_encoder");
    private static readonly string[] s_decoders = ["decoder_a", "decoder_b", "decoder_c"];
    private static readonly int[][] s_orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    private readonly TemporaryFolder _folder = new();

    /// <summary>All orders of three.</summary>
    public static TheoryData<int> Orders => [.. Enumerable.Range(0, s_orders.Length)];

    [Theory]
    [MemberData(nameof(Orders))]
    public void DecodersAnswerTheSameInWhateverOrderTheyAreLoaded(int order)
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        var decoders = new ModelSession[3];
        foreach (int index in s_orders[order])
        {
            decoders[index] = DeclaredModel.Load(engine, DeclaredModel.Decoder(s_decoders[index]), owner: encoder);
        }

        for (int index = 0; index < 3; index++)
        {
            new RecordedModel("shared_encoder", DeclaredModel.Decoder(s_decoders[index])).Check(decoders[index], 0);
            decoders[index].Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void ThreeWholeModelsAnswerTheSameWhicheverIsLoadedFirst(int order)
    {
        string[] names = ["encoder", "decoder_a", "decoder_b"];
        ModelSession? owner = null;
        var models = new Dictionary<string, ModelSession>();
        foreach (int index in s_orders[order])
        {
            var contract = (names[index] == "encoder" ? DeclaredModel.Encoder : DeclaredModel.Decoder(names[index])) with { Scope = null, Checkpoint = "all.ckpt" };
            models.Add(names[index], DeclaredModel.Load(engine, contract, owner: owner));
            owner ??= models[names[index]];
        }

        foreach (var (name, model) in models)
        {
            new RecordedModel("shared_encoder", name == "encoder" ? DeclaredModel.Encoder : DeclaredModel.Decoder(name)).Check(model, 0);
        }

        foreach (var model in models.Values)
        {
            model.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void ModelsAreDisposedInAnyOrderWhileTheOthersAnswer(int order)
    {
        var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        var models = new[] { encoder, DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_a"), owner: encoder), DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_b"), owner: encoder) };
        byte[][] answers = Array.ConvertAll(models, Answers.OfSharedEncoder);
        var left = new List<int> { 0, 1, 2 };
        foreach (int index in s_orders[order])
        {
            models[index].Dispose();
            left.Remove(index);
            Assert.All(left, other => Assert.Equal(answers[other], Answers.OfSharedEncoder(models[other])));
            if (left.Contains(1))
            {
                models[1].Restore(Path.Combine(s_folder, "decoder_a.ckpt"));
                Assert.Equal(answers[1], Answers.OfSharedEncoder(models[1]));
            }
        }
    }

    [Fact]
    public void ASharerOfASharerHasTheVariablesOfBoth()
    {
        var whole = DeclaredModel.OfRepository("shared_encoder/all.ckpt.meta", "both", "input", "decoder_a=decoder_a/output decoder_b=decoder_b/output", scope: "decoder_b") with { Checkpoint = "decoder_b.ckpt" };
        var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        var decoder = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_a"), owner: encoder);
        using var both = DeclaredModel.Load(engine, whole, owner: decoder);
        new RecordedModel("shared_encoder", whole).Check(both, 0);

        byte[] before = Answers.OfSharedEncoder(both);
        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(Path.Combine(s_folder, "encoder.ckpt"), halved, TestCheckpoint.Halved);
        encoder.Restore(halved);
        byte[] restored = Answers.OfSharedEncoder(both);
        Assert.NotEqual(before, restored);
        Assert.Equal(Answers.OfSharedEncoder(decoder), restored);

        encoder.Dispose();
        decoder.Dispose();
        Assert.Equal(restored, Answers.OfSharedEncoder(both));
    }

    [Fact]
    public void ARestoreOfTheOwnerChangesAllAndOneOfASharerOnlyIt()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var left = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_a"), owner: encoder);
        using var right = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_b"), owner: encoder);
        string halvedEncoder = Path.Combine(_folder.Path, "encoder"), halvedDecoder = Path.Combine(_folder.Path, "decoder");
        TestCheckpoint.Copy(Path.Combine(s_folder, "encoder.ckpt"), halvedEncoder, TestCheckpoint.Halved);
        TestCheckpoint.Copy(Path.Combine(s_folder, "decoder_a.ckpt"), halvedDecoder, TestCheckpoint.Halved);
        var (encoderBefore, leftBefore, rightBefore) = (Answers.OfSharedEncoder(encoder), Answers.OfSharedEncoder(left), Answers.OfSharedEncoder(right));

        left.Restore(halvedDecoder);
        Assert.Equal(encoderBefore, Answers.OfSharedEncoder(encoder));
        Assert.NotEqual(leftBefore, Answers.OfSharedEncoder(left));
        Assert.Equal(rightBefore, Answers.OfSharedEncoder(right));

        left.Restore(Path.Combine(s_folder, "decoder_a.ckpt"));
        encoder.Restore(halvedEncoder);
        Assert.NotEqual(encoderBefore, Answers.OfSharedEncoder(encoder));
        Assert.NotEqual(leftBefore, Answers.OfSharedEncoder(left));
        Assert.NotEqual(rightBefore, Answers.OfSharedEncoder(right));

        encoder.Restore(Path.Combine(s_folder, "encoder.ckpt"));
        Assert.Equal(encoderBefore, Answers.OfSharedEncoder(encoder));
        Assert.Equal(leftBefore, Answers.OfSharedEncoder(left));
        Assert.Equal(rightBefore, Answers.OfSharedEncoder(right));
    }

    [Fact]
    public void ASharerSavesItsOwnVariablesAloneAndRestoresNoOthers()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var decoder = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_a"), owner: encoder);
        string saved = Path.Combine(_folder.Path, "saved");
        decoder.Save(saved);

        Assert.Equal(TestCheckpoint.KeysOf(Path.Combine(s_folder, "decoder_a.ckpt")), TestCheckpoint.KeysOf(saved));
        var error = Assert.Throws<ModelRestoreException>(() => decoder.Restore(Path.Combine(s_folder, "all.ckpt"), new RestoreOptions { Only = "encoder/" }));
        Assert.Contains("restore that one", error.Message, StringComparison.Ordinal);
        Assert.Empty(decoder.Restore(Path.Combine(s_folder, "all.ckpt")).Kept);
    }

    [Fact]
    public void AModelWhoseVariablesAreAllAnothersSaysSoWhenItIsRestoredOrSaved()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var twin = DeclaredModel.Load(engine, DeclaredModel.Encoder with { Model = "twin" }, owner: encoder);

        Assert.Equal(Answers.OfSharedEncoder(encoder), Answers.OfSharedEncoder(twin));
        Assert.Contains("loaded over", Assert.Throws<ModelRestoreException>(() => twin.Restore(Path.Combine(s_folder, "encoder.ckpt"))).Message, StringComparison.Ordinal);
        Assert.Contains("loaded over", Assert.Throws<ModelException>(() => twin.Save(Path.Combine(_folder.Path, "saved"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedByName()
    {
        RecordedModel.Require(engine);
        var graph = new MatrixGraph(_folder).Network("net", "input", [6, 8], [8, 4]).Write();
        using var owner = DeclaredModel.Load(engine, graph.Contract("net"));
        using var others = new TemporaryFolder();
        var misshapen = new MatrixGraph(others).Network("net", "input", [6, 9], [9, 4]).Write();
        var shapes = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, misshapen.Contract("net", isScoped: false), owner: owner));
        Assert.Contains("net/w0", shapes.Message, StringComparison.Ordinal);
        Assert.Contains("net/w1", shapes.Message, StringComparison.Ordinal);

        var renamed = new MatrixGraph(others).Network("other", "input", [6, 8], [8, 4]).Write();
        var names = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, renamed.Contract("other", isScoped: false), owner: owner));
        Assert.Contains("none of net's variables", names.Message, StringComparison.Ordinal);

        var outside = new MatrixGraph(others).Network("other", "input", [6, 8]).Network("tail", "other/output", [8, 4]).Write();
        var scope = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, outside.Contract("tail"), owner: owner));
        Assert.Contains("other/w0", scope.Message, StringComparison.Ordinal);
        Assert.Contains("outside the scope 'tail'", scope.Message, StringComparison.Ordinal);

        var resource = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, DeclaredModel.OfRepository("frozen/classifier.pb", "frozen", "input", "classes"), owner: owner));
        Assert.Contains("it has no variables", resource.Message, StringComparison.Ordinal);
        Assert.Equal(2, owner.Restore(graph.WriteCheckpoint("net", "again", 2)).Restored.Count);
    }

    [Fact]
    public void ASavedModelIsLoadedTwiceOverOneSetOfVariables()
    {
        using var owner = RecordedModel.Load(engine, "autoencoder");
        var recorded = new RecordedModel("autoencoder");
        using var sharer = DeclaredModel.Load(engine, recorded.Contract, new ModelOptions { Source = TestModels.FolderOf("autoencoder") }, owner);
        var input = Answers.Numbers(2, 64);
        for (int i = 0; i < recorded.Cases; i++)
        {
            recorded.Check(sharer, i);
        }

        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(Path.Combine(TestModels.FolderOf("autoencoder"), "variables", "variables"), halved, TestCheckpoint.Halved);
        owner.Restore(halved);

        Assert.Equal(Answers.Of(owner, input, "encode"), Answers.Of(sharer, input, "encode"));
        using var alone = RecordedModel.Load(engine, "autoencoder");
        Assert.NotEqual(Answers.Of(alone, input, "encode"), Answers.Of(sharer, input, "encode"));
    }

    [Theory]
    [InlineData("pipeline/encoder", "encode")]
    [InlineData("pipeline/decoder_image", "decode_image")]
    public void TheStagesOfAPipelineShareTheVariablesOfTheWholeByName(string stage, string signature)
    {
        using var owner = RecordedModel.Load(engine, "autoencoder");
        using var sharer = DeclaredModel.Load(engine, RecordedModel.ContractOf(stage), new ModelOptions { Source = TestModels.FolderOf(stage) }, owner);
        var input = Answers.Numbers(2, stage == "pipeline/encoder" ? 64 : 8);
        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(Path.Combine(TestModels.FolderOf("autoencoder"), "variables", "variables"), halved, TestCheckpoint.Halved);

        Assert.Equal(Answers.Of(owner, input, signature), Answers.Of(sharer, input));
        owner.Restore(halved);
        Assert.Equal(Answers.Of(owner, input, signature), Answers.Of(sharer, input));
    }

    [Fact]
    public void ACounterIsSharedByWhoCountsAndWhoLooks()
    {
        using var owner = RecordedModel.Load(engine, "counter");
        using var sharer = DeclaredModel.Load(engine, RecordedModel.ContractOf("counter"), new ModelOptions { Source = TestModels.FolderOf("counter") }, owner);

        Assert.Equal(5, Count(owner, 5));
        Assert.Equal(12, Count(sharer, 7));
        string saved = Path.Combine(_folder.Path, "saved");
        owner.Save(saved);
        Assert.Equal(13, Count(owner, 1));
        owner.Restore(saved);
        Assert.Equal(13, Count(sharer, 1));
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static long Count(ModelSession counter, long by)
    {
        using var call = counter.Begin(Answers.SignatureOf(counter, "increment"));
        call.Input(0, by);
        call.Run();
        return call.Results.Scalar<long>(0);
    }
}
