using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Keras;

/// <summary>The commands on models of Keras and on files of their weights.</summary>
public sealed class KerasCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string?, string> Models
    {
        get
        {
            var data = new TheoryData<string, string, string?, string>();
            foreach (string engine in new[] { "managed", "tensorflow" })
            {
                data.Add("digits.keras", "keras_digits", null, engine);
                data.Add("digits.keras", "keras_digits", "digits.weights.h5", engine);
                data.Add("digits_keras3.h5", "keras_digits", null, engine);
                data.Add("iris.keras", "keras_iris", null, engine);
                data.Add("wide_resnet.keras", "keras_wide_resnet", null, engine);
                data.Add("wide_resnet.json", "keras_wide_resnet", "wide_resnet.weights.h5", engine);
                data.Add("legacy_sequential.h5", "keras_legacy_sequential", null, engine);
                data.Add("legacy_recurrent.h5", "keras_legacy_recurrent", null, engine);
                data.Add("legacy_functional.h5", "keras_legacy_functional", null, engine);
                data.Add("legacy_functional.json", "keras_legacy_functional", "legacy_functional_weights.h5", engine);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public async Task EveryModelGivesItsRecordedAnswers(string model, string answers, string? weights, string engine)
    {
        TensorFlowLibraryNeeded.OrSkip(engine);
        string[] options = weights is null ? [] : ["--weights", Keras(weights)];
        var run = await ToolRun.Of(["check", Keras(model), TestModels.AnswersOf(answers), "--json", "--engine", engine, .. options]);
        Assert.Equal("", run.Error);
        Assert.Equal((0, 1), (run.Code, run.Json.GetProperty("passed").GetInt32()));
    }

    [Theory]
    [InlineData("legacy_functional.h5", "keras_legacy_functional")]
    [InlineData("legacy_recurrent.h5", "keras_legacy_recurrent")]
    [InlineData("digits.keras", "keras_digits")]
    public async Task AModelBecomesASavedModelThatGivesItsAnswers(string model, string answers)
    {
        var run = await ToolRun.Of("convert", Keras(model), _folder.PathOf("converted"), "--json", "--answers", TestModels.AnswersOf(answers));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(run.Json.GetProperty("verified").EnumerateArray(), verified => Assert.Equal((1, 0), (verified.GetProperty("passed").GetInt32(), verified.GetProperty("failed").GetInt32())));
        Assert.True(File.Exists(Path.Combine(_folder.PathOf("converted"), "saved_model.pb")));
    }

    [Fact]
    public async Task InspectShowsWhatAModelTakesAndGives()
    {
        var run = await ToolRun.Of("inspect", Keras("legacy_functional.h5"));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("predict", run.Output, StringComparison.Ordinal);
        Assert.Contains("pred_gender", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectShowsTheWeightsOfAFileThatHoldsNothingElse()
    {
        var run = await ToolRun.Of("inspect", Keras("legacy_functional_weights.h5"), "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("batch_normalization_1/gamma", run.Json.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task InspectComparesTwoFilesOfWeights()
    {
        var run = await ToolRun.Of("inspect", Keras("legacy_functional_weights.h5"), "--compare", Keras("legacy_functional.h5"), "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(16, run.Json.GetProperty("difference").GetProperty("same").GetInt32());
    }

    [Theory]
    [InlineData("digits.weights.h5", "holds weights alone")]
    [InlineData("no_such.keras", "There is no such file")]
    public async Task WhatIsNoModelSaysWhy(string file, string expected)
    {
        var run = await ToolRun.Of("check", Keras(file), TestModels.AnswersOf("keras_digits"));
        Assert.Equal(3, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LayersWithoutWeightsSayWhichOptionNamesThem()
    {
        var run = await ToolRun.Of("check", Keras("wide_resnet.json"), TestModels.AnswersOf("keras_wide_resnet"));
        Assert.NotEqual(0, run.Code);
        Assert.Contains("holds no weights", run.Output + run.Error, StringComparison.Ordinal);
    }

    private static string Keras(string file) => TestModels.FileOf("keras/" + file);
}
