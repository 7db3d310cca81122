using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Bench;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var json = (await Bench("add", "--json", "--batch", "1", "--threads", "1")).Json;

        Assert.Equal(
            ["model", "engine", "threads", "batch", "load_ms", "first_ms", "p50_us", "p90_us", "p99_us", "calls_per_second", "bytes_per_call", "resident_mb"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("add", json.GetProperty("model").GetString());
        Assert.StartsWith("TypedModels 0.", json.GetProperty("engine").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (json.GetProperty("threads").GetInt32(), json.GetProperty("batch").GetInt32()));
        double p50 = json.GetProperty("p50_us").GetDouble(), p90 = json.GetProperty("p90_us").GetDouble(), p99 = json.GetProperty("p99_us").GetDouble();
        Assert.True(p50 > 0 && p50 <= p90 && p90 <= p99, $"{p50} {p90} {p99}");
        foreach (string name in new[] { "load_ms", "first_ms", "calls_per_second", "bytes_per_call", "resident_mb" })
        {
            Assert.True(json.GetProperty(name).GetDouble() > 0, name);
        }
    }

    [Fact]
    public async Task TheBatchIsTheLengthOfTheOpenAxis()
    {
        var made = await Bench("digits", "--json", "--batch", "3");
        var recorded = await Bench("digits", "--json", "--answers", TestModels.AnswersOf("digits"));

        Assert.Equal(3, made.Json.GetProperty("batch").GetInt32());
        Assert.True(recorded.Json.GetProperty("batch").GetInt32() >= 1);
        Assert.Equal((0, 0), (made.Code, recorded.Code));
    }

    [Fact]
    public async Task SeveralCallersAreMeasuredTogether()
    {
        var run = await Bench("face_embedder", "--callers", "2", "--signature", "serving_default");

        Assert.Equal(0, run.Code);
        Assert.Contains("2 callers", run.Output, StringComparison.Ordinal);
        Assert.Contains("throughput", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThatNeedsBetterInputsThanZerosSaysSoAndExitsWith6()
    {
        var zeros = await Bench("face_detector", "--signature", "detect_file");
        var recorded = await Bench("face_detector", "--signature", "detect_file", "--answers", TestModels.AnswersOf("face_detector"));

        Assert.Equal(6, zeros.Code);
        Assert.Contains("--answers", zeros.Error, StringComparison.Ordinal);
        Assert.Equal(0, recorded.Code);
    }

    [Theory]
    [InlineData("face_detector", "--signature detect", "The model has no signature 'detect', only 'classify', 'detect_file', 'serving_default'.")]
    [InlineData("counter", "", "The model has several signatures: choose one with --signature.")]
    [InlineData("counter", "--batch 2 --signature increment", "--batch is 2, but no input of 'increment' leaves the length of its first axis open.")]
    public async Task WhatDoesNotFitTheModelExitsWith2(string model, string options, string message)
    {
        var run = await ToolRun.Of(["bench", TestModels.FolderOf(model), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFrozenGraphIsMeasuredByItsTensors()
    {
        string model = TestModels.FileOf("frozen/classifier.pb"), answers = TestModels.AnswersOf("frozen_classifier");
        var made = await ToolRun.Of("bench", model, "--seconds", "0.05", "--json", "--input", "input", "--output", "probabilities", "--batch", "4");
        var recorded = await ToolRun.Of("bench", model, "--seconds", "0.05", "--json", "--answers", answers);
        var unnamed = await ToolRun.Of("bench", model, "--seconds", "0.05");

        Assert.Equal((0, 4), (made.Code, made.Json.GetProperty("batch").GetInt32()));
        Assert.Equal((0, 3), (recorded.Code, recorded.Json.GetProperty("batch").GetInt32()));
        Assert.Equal(3, unnamed.Code);
        Assert.Contains("--input input:0 --output output:0", unnamed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheckpointIsMeasuredWithItsGraph()
    {
        var run = await ToolRun.Of(
            "bench", TestModels.FileOf("saver/scoped.meta"), "--scope", "model_a", "--checkpoint", TestModels.FileOf("saver/scoped_model_a.ckpt"), "--input", "input", "--output", "output", "--seconds", "0.05");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("throughput", run.Output, StringComparison.Ordinal);
    }

    private static Task<ToolRun> Bench(string model, params string[] options) => ToolRun.Of(["bench", TestModels.FolderOf(model), "--seconds", "0.05", .. options]);
}
