using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>A restore gives a loaded model all values of a checkpoint, or none; what it did, and what does not fit, is said by name.</summary>
public abstract class RestoreTests(EngineKind engine) : IDisposable
{
    private static readonly string s_folder = Path.Combine(TestModels.Folder, "shared_encoder");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void AllVariablesTakeTheValuesOfTheCheckpoint()
    {
        using var model = Load();
        byte[] before = Answers.OfSharedEncoder(model);
        string halved = Copy(TestCheckpoint.Halved);

        var report = model.Restore(halved);

        Assert.Equal(halved, report.Checkpoint);
        Assert.Equal(16, report.Restored.Count);
        Assert.Equal(report.Restored.Order(StringComparer.Ordinal), report.Restored);
        Assert.Empty(report.Kept);
        Assert.Empty(report.Unexpected);
        Assert.NotEqual(before, Answers.OfSharedEncoder(model));
        model.Restore(Path.Combine(s_folder, "all.ckpt"));
        Assert.Equal(before, Answers.OfSharedEncoder(model));
    }

    [Fact]
    public void WhatDoesNotFitIsToldTogetherAndNothingChanges()
    {
        using var model = Load();
        byte[] before = Answers.OfSharedEncoder(model);
        string bad = Copy(tensor => tensor.Key switch
        {
            "encoder/dense_0/kernel" => null,
            "encoder/dense_0/bias" => tensor with { Type = DataType.Int32 },
            "decoder_a/dense_1/bias" => tensor with { Shape = new TensorShape([1, 6]) },
            "decoder_b/dense_0/bias" => tensor with { Key = "decoder_b/dense_0/biases" },
            _ => TestCheckpoint.Halved(tensor),
        });

        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(bad));

        Assert.Equal(bad, error.Checkpoint);
        Assert.Equal(["decoder_b/dense_0/bias", "encoder/dense_0/kernel"], error.Missing);
        Assert.Equal(["decoder_a/dense_1/bias", "encoder/dense_0/bias"], error.Mismatched);
        Assert.Equal(["decoder_b/dense_0/biases"], error.Unexpected);
        Assert.All(error.Missing.Concat(error.Mismatched).Concat(error.Unexpected), name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Contains("the checkpoint has 'decoder_b/dense_0/biases'", error.Message, StringComparison.Ordinal);
        Assert.Contains("the checkpoint has int32 ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Answers.OfSharedEncoder(model));
    }

    [Fact]
    public void WhatIsMissingOrMisshapenMayKeepItsValues()
    {
        using var model = Load();
        string partial = Copy(tensor => tensor.Key switch
        {
            "decoder_a/dense_0/kernel" => null,
            "decoder_a/dense_1/bias" => tensor with { Shape = new TensorShape([1, 6]) },
            "decoder_c/dense_1/bias" => tensor with { Key = "global_step" },
            _ => tensor,
        });

        Assert.Throws<ModelRestoreException>(() => model.Restore(partial, new RestoreOptions { AllowMissing = true }));
        Assert.Throws<ModelRestoreException>(() => model.Restore(partial, new RestoreOptions { SkipMismatched = true }));
        var report = model.Restore(partial, new RestoreOptions { AllowMissing = true, SkipMismatched = true });

        Assert.Equal(13, report.Restored.Count);
        Assert.Equal(["decoder_a/dense_0/kernel", "decoder_a/dense_1/bias", "decoder_c/dense_1/bias"], report.Kept);
        Assert.Equal(["global_step"], report.Unexpected);
    }

    [Fact]
    public void ACheckpointThatHasNoneOfTheVariablesIsRefusedWhateverMayBeMissing()
    {
        using var model = Load();
        var error = Assert.Throws<ModelRestoreException>(
            () => model.Restore(Path.Combine(TestModels.Folder, "saver", "sharded.ckpt"), new RestoreOptions { AllowMissing = true, SkipMismatched = true }));

        Assert.Equal(16, error.Missing.Count);
    }

    [Fact]
    public void APartIsRestoredAlone()
    {
        using var model = Load();
        var report = model.Restore(Path.Combine(s_folder, "decoder_b_finetuned.ckpt"), new RestoreOptions { Only = "decoder_b" });

        Assert.Equal(4, report.Restored.Count);
        Assert.Equal(12, report.Kept.Count);
        new RecordedModel("shared_encoder", DeclaredModel.SharedEncoder).Check(model, 1);
    }

    [Fact]
    public void APartThatIsNotThereIsRefused()
    {
        using var model = Load();
        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(Path.Combine(s_folder, "all.ckpt"), new RestoreOptions { Only = "decoder" }));

        Assert.Contains("begins with 'decoder'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'encoder/dense_0/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesAreMapped()
    {
        using var model = Load();
        string renamed = Path.Combine(_folder.Path, "renamed");
        TestCheckpoint.Copy(Path.Combine(s_folder, "decoder_b_finetuned.ckpt"), renamed, tensor => tensor with { Key = tensor.Key.Replace("decoder_b/", "tuned/", StringComparison.Ordinal) });

        var report = model.Restore(renamed, new RestoreOptions { Only = "decoder_b/", VariableMap = [new VariableRename("tuned/", "decoder_b/")] });

        Assert.Equal(4, report.Restored.Count);
        new RecordedModel("shared_encoder", DeclaredModel.SharedEncoder).Check(model, 1);
    }

    [Fact]
    public void VariablesOfOneNetworkTakeTheValuesOfAnothersCheckpointUnderAScope()
    {
        var contract = DeclaredModel.OfRepository("saver/model_a.ckpt-100.meta", "model_a", "input", "output", "input_to_output");
        using var model = DeclaredModel.Load(engine, contract);
        var report = model.Restore(Path.Combine(TestModels.Folder, "saver", "scoped_model_a.ckpt"), new RestoreOptions { VariableMap = [new VariableRename("model_a/", "")] });

        Assert.NotEmpty(report.Restored);
        Assert.DoesNotContain(report.Restored, name => name.StartsWith("model_a/", StringComparison.Ordinal));
        new RecordedModel("saver_model_a", contract).Check(model, 0);
    }

    [Fact]
    public void APartitionedVariableTakesItsParts()
    {
        var contract = DeclaredModel.OfRepository("saver/sharded.ckpt.meta", "sharded", "input", "output", "input_to_output");
        using var model = DeclaredModel.Load(engine, contract);
        var report = model.Restore(Path.Combine(TestModels.Folder, "saver", "sharded.ckpt"));

        Assert.Equal(4, report.Restored.Count);
        new RecordedModel("saver_sharded", contract).Check(model, 0);
    }

    [Fact]
    public void ACheckpointOfVersion1IsReadAsAnyOther()
    {
        RecordedModel.Require(engine);
        var graph = new MatrixGraph(_folder).Network("net", "input", [2, 3], [3, 3]).Write();
        using var model = DeclaredModel.Load(engine, graph.Contract("net"));
        string version1 = Path.Combine(TestModels.Repository, "tests", "Formats.Tests", "Checkpoints", "Version1", "model.ckpt");

        var report = model.Restore(version1, new RestoreOptions { Only = "net/w0", VariableMap = [new VariableRename("float", "net/w0")] });

        Assert.Equal(["net/w0"], report.Restored);
        Assert.Equal(["net/w1"], report.Kept);
        Assert.Contains("words", report.Unexpected);
        string saved = Path.Combine(_folder.Path, "saved");
        model.Save(saved);
        using var checkpoint = Formats.Checkpoints.Checkpoint.Open(saved);
        var bytes = new byte[24];
        checkpoint.Read(checkpoint.Find("net/w0")!, bytes);
        Assert.Equal(Enumerable.Range(0, 24).Select(count => (byte)(count % 7)), bytes);
    }

    [Fact]
    public void ASavedModelTakesTheValuesOfAnObjectBasedCheckpoint()
    {
        using var model = RecordedModel.Load(engine, "autoencoder");
        var input = Answers.Numbers(2, 64);
        byte[] before = Answers.Of(model, input, "encode");
        string own = Path.Combine(TestModels.FolderOf("autoencoder"), "variables", "variables");
        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(own, halved, TestCheckpoint.Halved);

        var report = model.Restore(halved);
        byte[] after = Answers.Of(model, input, "encode");
        model.Restore(TestModels.FolderOf("autoencoder"));

        Assert.Empty(report.Kept);
        Assert.Empty(report.Unexpected);
        Assert.NotEqual(before, after);
        Assert.Equal(before, Answers.Of(model, input, "encode"));
    }

    [Fact]
    public void AStateThatCallsLeftIsReplaced()
    {
        using var model = RecordedModel.Load(engine, "counter");
        Increment(model, 5);
        string five = Path.Combine(_folder.Path, "five");
        model.Save(five);
        Assert.Equal(12, Increment(model, 7));

        model.Restore(five);

        Assert.Equal(6, Increment(model, 1));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("frozen")]
    public void AModelWithoutVariablesHasNothingToRestoreAndSave(string name)
    {
        using var model = name == "add" ? RecordedModel.Load(engine, name) : DeclaredModel.Load(engine, DeclaredModel.OfRepository("frozen/classifier.pb", name, "input", "classes"));
        var restored = Assert.Throws<ModelRestoreException>(() => model.Restore(Path.Combine(s_folder, "all.ckpt")));
        string prefix = Path.Combine(_folder.Path, "new", "saved");
        var saved = Assert.Throws<ModelException>(() => model.Save(prefix));

        Assert.Contains("no variables", restored.Message, StringComparison.Ordinal);
        Assert.Contains("no variables", saved.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(prefix)));
    }

    [Fact]
    public void ADisposedModelIsNeitherRestoredNorSaved()
    {
        var model = Load();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Restore(Path.Combine(s_folder, "all.ckpt")));
        Assert.Throws<ObjectDisposedException>(() => model.Save(Path.Combine(_folder.Path, "saved")));
        Assert.Throws<ObjectDisposedException>(() => DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_a"), owner: model));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private ModelSession Load() => DeclaredModel.Load(engine, DeclaredModel.SharedEncoder);

    private string Copy(Func<StoredTensor, StoredTensor?> change)
    {
        string copy = Path.Combine(_folder.Path, "copy");
        TestCheckpoint.Copy(Path.Combine(s_folder, "all.ckpt"), copy, change);
        return copy;
    }

    private static long Increment(ModelSession counter, long by)
    {
        using var call = counter.Begin(Answers.SignatureOf(counter, "increment"));
        call.Input(0, by);
        call.Run();
        return call.Results.Scalar<long>(0);
    }
}
