using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>What was saved and is loaded again answers as the model did.</summary>
public abstract class SaveTests(EngineKind engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Saved => Path.Combine(_folder.Path, "new", "saved");

    [Fact]
    public void AGraphLoadedWithWhatWasSavedAnswersTheSame()
    {
        using var model = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder);
        model.Restore(Path.Combine(TestModels.Folder, "shared_encoder", "decoder_b_finetuned.ckpt"), new RestoreOptions { Only = "decoder_b/" });
        byte[] answer = Answers.OfSharedEncoder(model);

        model.Save(Saved);

        Assert.Equal(TestCheckpoint.KeysOf(Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt")), TestCheckpoint.KeysOf(Saved));
        using var again = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = Saved });
        Assert.Equal(answer, Answers.OfSharedEncoder(again));
        new RecordedModel("shared_encoder", DeclaredModel.SharedEncoder).Check(again, 1);
    }

    [Fact]
    public void TheOtherEngineReadsWhatWasSaved()
    {
        var other = engine == EngineKind.Managed ? EngineKind.TensorFlow : EngineKind.Managed;
        RecordedModel.Require(other);
        using (var model = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder))
        {
            model.Save(Saved);
        }

        using var again = DeclaredModel.Load(other, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = Saved });
        new RecordedModel("shared_encoder", DeclaredModel.SharedEncoder).Check(again, 0);
    }

    [Theory]
    [InlineData("autoencoder")]
    [InlineData("digits")]
    [InlineData("lstm")]
    [InlineData("iris")]
    public void ASavedModelWhoseVariablesWereReplacedByWhatWasSavedAnswersTheSame(string name)
    {
        RecordedModel.Require(engine);
        _folder.Copy(TestModels.FolderOf(name));
        var recorded = new RecordedModel(name);
        using (var model = RecordedModel.Load(engine, name))
        {
            model.Save(Path.Combine(_folder.Path, "variables", "variables"));
        }

        Assert.Equal(TestCheckpoint.KeysOf(Path.Combine(TestModels.FolderOf(name), "variables", "variables")), TestCheckpoint.KeysOf(Path.Combine(_folder.Path, "variables", "variables")));
        foreach (var reader in new[] { engine, EngineKind.TensorFlow, EngineKind.Managed }.Distinct())
        {
            if (reader == EngineKind.TensorFlow && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW")))
            {
                continue;
            }

            using var again = ModelSession.Load(recorded.Contract, new ModelOptions { Engine = reader, Source = _folder.Path });
            for (int i = 0; i < recorded.Cases; i++)
            {
                recorded.Check(again, i);
            }
        }
    }

    [Fact]
    public void WhatCallsCountedIsSaved()
    {
        using var model = RecordedModel.Load(engine, "counter");
        Increment(model, 41);
        model.Save(Saved);
        Increment(model, 100);

        using var again = RecordedModel.Load(engine, "counter", new ModelOptions { Checkpoint = Saved });
        Assert.Equal(42, Increment(again, 1));
        Assert.Equal(142, Increment(model, 1));
    }

    [Fact]
    public void AModelIsSavedOverTheCheckpointItWasLoadedFrom()
    {
        RecordedModel.Require(engine);
        string own = TestCheckpoint.CopyFiles(Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt"), _folder, "own");
        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(own, halved, TestCheckpoint.Halved);
        using var model = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = own });
        byte[] first = Answers.OfSharedEncoder(model);
        for (int round = 0; round < 3; round++)
        {
            model.Save(own);
            model.Restore(own);
            Assert.Equal(first, Answers.OfSharedEncoder(model));
        }

        model.Restore(halved);
        byte[] second = Answers.OfSharedEncoder(model);
        model.Save(own);
        model.Save(halved);
        model.Restore(own);
        Assert.Equal(second, Answers.OfSharedEncoder(model));
        model.Restore(own, new RestoreOptions { Only = "encoder" });
        Assert.Equal(second, Answers.OfSharedEncoder(model));
        using var again = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = own });
        Assert.Equal(second, Answers.OfSharedEncoder(again));
    }

    [Fact]
    public void ASavedModelIsSavedOverItsOwnVariables()
    {
        RecordedModel.Require(engine);
        _folder.Copy(TestModels.FolderOf("autoencoder"));
        string own = Path.Combine(_folder.Path, "variables", "variables");
        var recorded = new RecordedModel("autoencoder");
        using var model = ModelSession.Load(recorded.Contract, new ModelOptions { Engine = engine, Source = _folder.Path });
        model.Save(own);
        model.Restore(own);
        model.Save(own);
        for (int i = 0; i < recorded.Cases; i++)
        {
            recorded.Check(model, i);
        }
    }

    [Fact]
    public async Task SavesAreConsistentWhileCallsCount()
    {
        using var model = RecordedModel.Load(engine, "counter");
        bool isOver = false;
        var caller = Wait.OnThread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Increment(model, 1);
            }
        });
        long last = 0;
        for (int i = 0; i < 20; i++)
        {
            model.Save(Saved);
            using var again = RecordedModel.Load(engine, "counter", new ModelOptions { Checkpoint = Saved });
            long count = Increment(again, 0);
            Assert.True(count >= last, $"{count} were counted after {last}.");
            last = count;
        }

        Volatile.Write(ref isOver, true);
        await caller.WaitAsync(Wait.Long);
        Assert.True(last > 0);
    }

    [Fact]
    public void ACheckpointThatIsGoneOrAnotherIsAnErrorOrItsValuesAreStillThere()
    {
        RecordedModel.Require(engine);
        foreach (bool isDeleted in new[] { true, false })
        {
            string own = TestCheckpoint.CopyFiles(Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt"), _folder, $"own_{isDeleted}");
            using var model = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = own });
            byte[] answer = Answers.OfSharedEncoder(model);
            if (isDeleted)
            {
                File.Delete(own + ".index");
                File.Delete(own + ".data-00000-of-00001");
            }
            else
            {
                string halved = Path.Combine(_folder.Path, "halved");
                TestCheckpoint.Copy(own, halved, TestCheckpoint.Halved);
                File.Copy(halved + ".index", own + ".index", overwrite: true);
                File.Copy(halved + ".data-00000-of-00001", own + ".data-00000-of-00001", overwrite: true);
            }

            string saved = Saved + isDeleted;
            try
            {
                model.Save(saved);
            }
            catch (ModelException error)
            {
                Assert.Contains("was not saved", error.Message, StringComparison.Ordinal);
                Assert.Contains(Path.GetFileName(own), error.Message, StringComparison.Ordinal);
                Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(saved)!, Path.GetFileName(saved) + "*"));
                Assert.Equal(answer, Answers.OfSharedEncoder(model));
                continue;
            }

            using var again = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = saved });
            Assert.Equal(answer, Answers.OfSharedEncoder(again));
        }
    }

    [Fact]
    public void APartitionedVariableIsSavedInItsParts()
    {
        var contract = DeclaredModel.OfRepository("saver/sharded.ckpt.meta", "sharded", "input", "output", "input_to_output");
        using (var model = DeclaredModel.Load(engine, contract))
        {
            model.Save(Saved);
        }

        using (var checkpoint = Formats.Checkpoints.Checkpoint.Open(Saved))
        {
            Assert.Equal(["a", "b", "c"], checkpoint.Keys);
            Assert.Equal(2, checkpoint.Find("b")!.Slices.Count);
        }

        using var again = DeclaredModel.Load(engine, contract, new ModelOptions { Checkpoint = Saved });
        new RecordedModel("saver_sharded", contract).Check(again, 0);
    }

    [Fact]
    public void WhatIsCopiedBesideTheVariablesIsNotTheirOldValuesUnderOtherNames()
    {
        RecordedModel.Require(engine);
        string renamed = Path.Combine(_folder.Path, "renamed");
        TestCheckpoint.Copy(Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt"), renamed, tensor => tensor with { Key = "old/" + tensor.Key });
        using (var writer = DeclaredModel.Load(engine, DeclaredModel.Encoder))
        {
            Assert.Equal(4, writer.Restore(renamed, new RestoreOptions { VariableMap = [new VariableRename("old/", "")] }).Restored.Count);
        }

        using var model = DeclaredModel.Load(engine, DeclaredModel.Encoder, new ModelOptions { Checkpoint = renamed, VariableMap = [new VariableRename("old/", "")] });
        model.Save(Saved);

        Assert.All(TestCheckpoint.KeysOf(Saved), key => Assert.StartsWith("encoder/", key, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatTheCheckpointHoldsForAnotherPartIsSavedToo()
    {
        using var model = DeclaredModel.Load(engine, DeclaredModel.Encoder, new ModelOptions { Checkpoint = Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt") });
        model.Save(Saved);

        Assert.Equal(16, TestCheckpoint.KeysOf(Saved).Length);
        using var whole = DeclaredModel.Load(engine, DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = Saved });
        new RecordedModel("shared_encoder", DeclaredModel.SharedEncoder).Check(whole, 0);
    }

    [Fact]
    public void APlaceThatCannotBeWrittenIsAnError()
    {
        using var model = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        string file = _folder.Write("file", [1]);
        var error = Assert.Throws<ModelException>(() => model.Save(Path.Combine(file, "saved")));

        Assert.Contains("was not saved", error.Message, StringComparison.Ordinal);
        new RecordedModel("shared_encoder", DeclaredModel.Encoder).Check(model, 0);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static long Increment(ModelSession counter, long by)
    {
        using var call = counter.Begin(Answers.SignatureOf(counter, "increment"));
        call.Input(0, by);
        call.Run();
        return call.Results.Scalar<long>(0);
    }
}
