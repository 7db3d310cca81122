using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>Graphs of TensorFlow 1, whose variables a checkpoint holds by their names, answer as TensorFlow did.</summary>
public abstract class SaverModelTests(EngineKind engine)
{
    private static readonly string s_saver = Path.Combine(TestModels.Folder, "saver");

    [Theory]
    [InlineData("saver/model_a.ckpt-100.meta", "saver_model_a")]
    [InlineData("saver/model_b.ckpt-100.meta", "saver_model_b")]
    [InlineData("saver/sharded.ckpt.meta", "saver_sharded")]
    public void AGraphTakesTheCheckpointThatLiesBesideIt(string path, string answers) =>
        Check(answers, DeclaredModel.OfRepository(path, answers, "input", "output", "input_to_output"));

    [Theory]
    [InlineData("model_a")]
    [InlineData("model_b")]
    public void AScopeNeedsTheCheckpointOfItsVariablesAlone(string scope) => Check(
        "saver_scoped_" + scope,
        DeclaredModel.OfRepository("saver/scoped.meta", scope, "input", "output=" + scope + "/output", "input_to_output", scope) with { Checkpoint = $"scoped_{scope}.ckpt" });

    [Theory]
    [InlineData("model_a")]
    [InlineData("model_b")]
    public void NamesAreFoundUnderTheScopeToo(string scope) => Check(
        "saver_scoped_" + scope,
        DeclaredModel.OfRepository("saver/scoped.meta", scope, "input", "output=output", "input_to_output", scope) with { Checkpoint = $"scoped_{scope}.ckpt" });

    [Fact]
    public void BothNetworksOfOneGraphAreLoadedBesideEachOther()
    {
        string[] scopes = ["model_a", "model_b"];
        var recorded = scopes.Select(scope => new RecordedModel("saver_scoped_" + scope, Scoped(scope))).ToArray();
        var models = recorded.Select(model => DeclaredModel.Load(engine, model.Contract)).ToArray();
        for (int i = 0; i < 10; i++)
        {
            recorded[i % 2].Check(models[i % 2], 0);
        }

        Array.ForEach(models, model => model.Dispose());
    }

    [Fact]
    public void NamesOfACheckpointWithoutTheScopeAreMapped()
    {
        var contract = Scoped("model_a") with { Checkpoint = "model_a.ckpt-100", Variables = new[] { new VariableRename("", "model_a/") }.ToValueList() };
        Check("saver_model_a", contract);
    }

    [Fact]
    public void NamesOfACheckpointWithAScopeAreMapped()
    {
        var contract = DeclaredModel.OfRepository("saver/model_b.ckpt-100.meta", "model_b", "input", "output", "input_to_output");
        var options = new ModelOptions { Checkpoint = Path.Combine(s_saver, "scoped_model_b.ckpt"), VariableMap = [new VariableRename("model_b/", "")] };
        Check("saver_model_b", contract, options);
    }

    [Fact]
    public void TheOptionsMapCountsInThePlaceOfTheDeclaredOne()
    {
        var contract = Scoped("model_a") with { Checkpoint = "model_a.ckpt-100", Variables = new[] { new VariableRename("", "model_a/") }.ToValueList() };
        Check("saver_scoped_model_a", contract, new ModelOptions { Checkpoint = Path.Combine(s_saver, "scoped_model_a.ckpt"), VariableMap = [] });
    }

    [Fact]
    public void ACheckpointOfTheOptionsCountsInThePlaceOfTheDeclaredOne()
    {
        var contract = DeclaredModel.OfRepository("saver/model_a.ckpt-100.meta", "model_a", "input", "output", "input_to_output") with { Checkpoint = "no_such.ckpt" };
        Check("saver_model_a", contract, new ModelOptions { Checkpoint = Path.Combine(s_saver, "model_a.ckpt-100") });
    }

    [Fact]
    public void AFolderMeansTheCheckpointThatItsStateNames()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(Path.Combine(TestModels.Folder, "shared_encoder"));
        File.WriteAllText(Path.Combine(folder.Path, "checkpoint"), "model_checkpoint_path: \"all.ckpt\"\n");
        Check("shared_encoder", DeclaredModel.SharedEncoder, new ModelOptions { Checkpoint = folder.Path });
    }

    [Fact]
    public void OneEncoderWithThreeDecodersAnswersFromOneCheckpoint() => Check("shared_encoder", DeclaredModel.SharedEncoder);

    [Fact]
    public void TheDecodersAnswerOverOneEncoder()
    {
        string[] names = ["decoder_a", "decoder_b", "decoder_c"];
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        new RecordedModel("shared_encoder", DeclaredModel.Encoder).Check(encoder, 0);
        var decoders = names.Select(name => DeclaredModel.Load(engine, DeclaredModel.Decoder(name), owner: encoder)).ToArray();
        var recorded = names.Select(name => new RecordedModel("shared_encoder", DeclaredModel.Decoder(name))).ToArray();
        for (int i = 0; i < names.Length; i++)
        {
            recorded[i].Check(decoders[i], 0);
        }

        var report = decoders[1].Restore(Path.Combine(TestModels.Folder, "shared_encoder", "decoder_b_finetuned.ckpt"));

        Assert.All(report.Restored, name => Assert.StartsWith("decoder_b/", name, StringComparison.Ordinal));
        Assert.Equal(4, report.Restored.Count);
        Assert.Empty(report.Kept);
        for (int i = 0; i < names.Length; i++)
        {
            recorded[i].Check(decoders[i], 1);
        }

        Array.ForEach(decoders, decoder => decoder.Dispose());
    }

    [Fact]
    public void TheFolderOfTheFinetunedDecoderNamesItsLastCheckpoint()
    {
        using var encoder = DeclaredModel.Load(engine, DeclaredModel.Encoder);
        using var decoder = DeclaredModel.Load(engine, DeclaredModel.Decoder("decoder_b"), owner: encoder);

        var report = decoder.Restore(Path.Combine(TestModels.Folder, "shared_encoder"));

        Assert.EndsWith("decoder_b_finetuned.ckpt", report.Checkpoint, StringComparison.Ordinal);
        new RecordedModel("shared_encoder", DeclaredModel.Decoder("decoder_b")).Check(decoder, 1);
    }

    [Theory]
    [InlineData("frozen/classifier.pb")]
    [InlineData("frozen/classifier.pbtxt")]
    public void AFrozenGraphAnswersInBothForms(string path) =>
        Check("frozen_classifier", DeclaredModel.OfRepository(path, "frozen", "input", "classes probabilities", "input_to_outputs"));

    [Fact]
    public void AnInputWithADefaultNeedNotBeGiven()
    {
        var contract = DeclaredModel.OfRepository("frozen/classifier.pb", "frozen", "input keep_prob", "probabilities", "input_to_outputs");
        Assert.NotNull(contract.Signatures[0].Inputs[1].Default);
        using var model = DeclaredModel.Load(engine, contract);
        float[] left = Probabilities(model, null), given = Probabilities(model, 1);

        Assert.Equal(given, left);
    }

    [Fact]
    public void ASavedModelOfTensorFlow1AnswersAsRecorded() => Check("tf1_saved_model", RecordedModel.ContractOf("tf1_saved_model"), new ModelOptions { Source = TestModels.FolderOf("tf1_saved_model") });

    [Fact]
    public void ATensorOfASavedModelIsCalledWithoutItsSignatures() =>
        Check("tf1_saved_model", DeclaredModel.OfRepository("tf1_saved_model", "tf1", "x", "y=dense_0/add", "serving_default"));

    [Fact]
    public void AGraphWithoutACheckpointBesideItSaysWhatToName()
    {
        using var folder = new TemporaryFolder();
        string graph = folder.Write("model_a.meta", File.ReadAllBytes(Path.Combine(s_saver, "model_a.ckpt-100.meta")));
        var error = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, DeclaredModel.Of(graph, "model_a", "input", "output")));

        Assert.Contains("no checkpoint lies beside it", error.Message, StringComparison.Ordinal);
        Assert.Contains("ModelOptions.Checkpoint", error.Message, StringComparison.Ordinal);
    }

    private static ModelContract Scoped(string scope) =>
        DeclaredModel.OfRepository("saver/scoped.meta", scope, "input", "output", "input_to_output", scope) with { Checkpoint = $"scoped_{scope}.ckpt" };

    private static float[] Probabilities(ModelSession model, float? keep)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, new float[,] { { 0.5f, -1, 2, 0.25f } });
        call.Input(1, keep);
        call.Run();
        return [.. call.Results.Tensor<float>(0)];
    }

    private void Check(string answers, ModelContract contract, ModelOptions? options = null)
    {
        using var model = DeclaredModel.Load(engine, contract, options);
        var recorded = new RecordedModel(answers, contract);
        for (int i = 0; i < (answers == "shared_encoder" ? 1 : recorded.Cases); i++)
        {
            recorded.Check(model, i);
        }
    }
}
