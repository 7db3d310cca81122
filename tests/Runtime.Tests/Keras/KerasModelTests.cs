using TypedModels.Tests.Support;

namespace TypedModels.Tests.Keras;

/// <summary>Models of Keras answer as Keras did, from one thread and from many.</summary>
public abstract class KerasModelTests(EngineKind engine)
{
    private const int Threads = 16;

    [Theory]
    [InlineData("digits.keras", "keras_digits")]
    [InlineData("digits_keras3.h5", "keras_digits")]
    [InlineData("iris.keras", "keras_iris")]
    [InlineData("wide_resnet.keras", "keras_wide_resnet")]
    [InlineData("legacy_sequential.h5", "keras_legacy_sequential")]
    [InlineData("legacy_functional.h5", "keras_legacy_functional")]
    [InlineData("legacy_recurrent.h5", "keras_legacy_recurrent")]
    public void AWholeModelAnswersAsRecorded(string file, string answers) => Check(KerasFiles.ContractOf(KerasFiles.PathOf(file)), answers);

    [Theory]
    [InlineData("digits.keras", "digits.weights.h5", "keras_digits")]
    [InlineData("wide_resnet.json", "wide_resnet.weights.h5", "keras_wide_resnet")]
    [InlineData("wide_resnet.json", "wide_resnet.keras", "keras_wide_resnet")]
    [InlineData("legacy_functional.json", "legacy_functional_weights.h5", "keras_legacy_functional")]
    [InlineData("legacy_functional.json", "legacy_functional.h5", "keras_legacy_functional")]
    public void WeightsMayLieInAFileOfTheirOwn(string file, string weights, string answers)
    {
        var contract = KerasFiles.ContractOf(KerasFiles.PathOf(file));
        Check(contract with { Checkpoint = weights }, answers);
        Check(contract, answers, new ModelOptions { Checkpoint = KerasFiles.PathOf(weights) });
    }

    [Fact]
    public void InputsAndOutputsAreCalledAsTheirLayers()
    {
        var signature = KerasFiles.ContractOf(KerasFiles.PathOf("legacy_functional.h5")).Signatures.Single();
        Assert.Equal("predict", signature.Key);
        Assert.Equal(["image float [?, 16, 16, 3]", "meta float [?, 4]"], signature.Inputs.Select(Describe));
        Assert.Equal(["pred_gender float [?, 2]", "pred_tags float [?, 5]"], signature.Outputs.Select(Describe));
    }

    [Fact]
    public void ADescriptionOfLayersWithoutWeightsSaysWhatToDo()
    {
        var error = Assert.Throws<ModelLoadException>(() => KerasFiles.Load(engine, KerasFiles.PathOf("wide_resnet.json")));
        Assert.Contains("describes layers, and holds no weights", error.Message, StringComparison.Ordinal);
        Assert.Contains("Weights = ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SixteenThreadsCallOneModel()
    {
        var recorded = new RecordedModel("keras_wide_resnet", KerasFiles.ContractOf(KerasFiles.PathOf("wide_resnet.keras")));
        using var model = DeclaredModel.Load(engine, recorded.Contract);
        InThreads(_ =>
        {
            for (int i = 0; i < 10; i++)
            {
                recorded.Check(model, 0);
            }
        });
    }

    [Fact]
    public void SixteenThreadsLoadModelsOfTheirOwn()
    {
        var digits = new RecordedModel("keras_digits", KerasFiles.ContractOf(KerasFiles.PathOf("digits.keras")));
        var recurrent = new RecordedModel("keras_legacy_recurrent", KerasFiles.ContractOf(KerasFiles.PathOf("legacy_recurrent.h5")));
        RecordedModel.Require(engine);
        InThreads(thread =>
        {
            for (int i = 0; i < 3; i++)
            {
                var recorded = (thread + i) % 2 == 0 ? digits : recurrent;
                using var model = DeclaredModel.Load(engine, recorded.Contract);
                recorded.Check(model, 0);
                recorded.Check(model, 0);
            }
        });
    }

    [Fact]
    public void WhatIsSavedIsLoadedInThePlaceOfTheOwnWeights()
    {
        using var folder = new TemporaryFolder();
        string prefix = Path.Combine(folder.Path, "digits.ckpt");
        var recorded = new RecordedModel("keras_digits", KerasFiles.ContractOf(KerasFiles.PathOf("digits.keras")));
        using (var model = DeclaredModel.Load(engine, recorded.Contract))
        {
            model.Save(prefix);
        }

        using var again = DeclaredModel.Load(engine, recorded.Contract, new ModelOptions { Checkpoint = prefix });
        recorded.Check(again, 0);
    }

    private void Check(ModelContract contract, string answers, ModelOptions? options = null)
    {
        var recorded = new RecordedModel(answers, contract);
        Assert.True(recorded.Cases > 0);
        using var model = DeclaredModel.Load(engine, contract, options);
        for (int i = 0; i < recorded.Cases; i++)
        {
            recorded.Check(model, i);
        }
    }

    private static string Describe(ArgumentContract argument) => $"{argument.Key} {argument.DataType.ToWord()} {argument.Shape}";

    private static void InThreads(Action<int> action)
    {
        var errors = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                action(number);
            }
            catch (Exception exception)
            {
                lock (errors)
                {
                    errors.Add(exception);
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(errors);
    }
}
