using System.Text.Json;
using System.Text.Json.Nodes;
using TypedModels.Formats.Checkpoints;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Conversion;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Converted => _folder.PathOf("converted");

    public static TheoryData<GraphCase> Graphs => [.. GraphCase.All];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Graphs))]
    public async Task EveryGraphBecomesASavedModelThatGivesItsAnswers(GraphCase graph)
    {
        var run = await Convert(graph.Path, ["--signature", graph.Signature, "--answers", graph.AnswersPath, .. graph.Arguments]);
        await AssertAnswers(graph.AnswersPath);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(run.Json.GetProperty("verified").EnumerateArray(), verified => Assert.Equal((1, 0), (verified.GetProperty("passed").GetInt32(), verified.GetProperty("failed").GetInt32())));
        Assert.Equal(["converted"], _folder.Entries);
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public async Task TensorFlowsOwnLoaderTakesEveryOneOfThem(GraphCase graph)
    {
        TensorFlowLibraryNeeded.OrSkip();
        Assert.Equal(0, (await Convert(graph.Path, ["--signature", graph.Signature, .. graph.Arguments])).Code);
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(graph.AnswersPath, TestContext.Current.CancellationToken))!["cases"]![0]!;
        var input = recorded["inputs"]!["input"]!;
        string scope = graph.Arguments is ["--scope", var name, ..] ? name + "/" : ""; // The networks share their input.

        using var native = new NativeSavedModel(Converted);
        foreach (var (output, expected) in recorded["outputs"]!.AsObject())
        {
            byte[] actual = native.Run("input", DataType.Float, [.. input["shape"]!.AsArray().Select(length => (long)length!)], Elements(input), scope + output);
            AssertNear(Elements(expected!), actual, expected!["dtype"]!.ToString());
        }
    }

    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var graph = GraphCase.Of("saver_model_a");
        var json = (await Convert(graph.Path, ["--signature", graph.Signature])).Json;

        Assert.Equal(["model", "folder", "signatures", "nodes", "nodes_before", "variables", "bytes", "verified"], json.EnumerateObject().Select(member => member.Name));
        var verified = json.GetProperty("verified")[0];
        Assert.Equal(["engine", "passed", "failed", "refused", "messages"], verified.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("TypedModels ", verified.GetProperty("engine").GetString(), StringComparison.Ordinal);
        Assert.Equal((4, 0, 4), (verified.GetProperty("passed").GetInt32(), verified.GetProperty("refused").GetInt32(), json.GetProperty("variables").GetInt32()));
        Assert.Equal(new DirectoryInfo(Converted).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), json.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task OneGraphBecomesAsManySignaturesAsAreAskedFor()
    {
        string[] signatures = ["encode: input -> code=encoder/code", "decode_a: code=encoder/code -> output=decoder_a/output", "decode_b: code=encoder/code -> output=decoder_b/output"];
        string[] checkpoints = ["--checkpoint", TestModels.FileOf("shared_encoder/all.ckpt"), "--checkpoint", TestModels.FileOf("shared_encoder/decoder_b_finetuned.ckpt")];
        string answers = await SharedEncoderAnswers("decoder_b_finetuned");
        var run = await Convert(TestModels.FileOf("shared_encoder/all.ckpt.meta"), [.. signatures.SelectMany(text => new[] { "--signature", text }), .. checkpoints, "--answers", answers]);
        await AssertAnswers(answers);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["decode_a", "decode_b", "encode"], run.Json.GetProperty("signatures").EnumerateArray().Select(key => key.GetString()).Order(StringComparer.Ordinal));

        // What only decoder_c reads is left behind.
        Assert.Equal(12, run.Json.GetProperty("variables").GetInt32());
    }

    [Fact]
    public async Task VariablesKeepTheirNamesAndPartsAndTypes()
    {
        var graph = GraphCase.Of("saver_sharded");
        await Convert(graph.Path, ["--signature", graph.Signature]);

        using var before = Checkpoint.Open(TestModels.FileOf("saver/sharded.ckpt"));
        using var after = Checkpoint.Open(Path.Combine(Converted, "variables", "variables"));
        Assert.Equal(2, after.Find("b")!.Slices.Count);
        foreach (string key in after.Keys)
        {
            var (its, theirs) = (after.Find(key)!, before.Find(key)!);
            byte[] copy = new byte[its.ElementCount * DataTypes.SizeOf(its.DataType)], original = new byte[copy.Length];
            after.Read(its, copy);
            before.Read(theirs, original);
            Assert.Equal((theirs.DataType, theirs.Shape), (its.DataType, its.Shape));
            Assert.Equal(original, copy);
        }
    }

    [Fact]
    public async Task AnInputThatMayBeLeftOutStaysOne()
    {
        var graph = GraphCase.Of("frozen_classifier", ".pb");
        await Convert(graph.Path, ["--signature", graph.Signature]);
        var inputs = (await ToolRun.Of("inspect", Converted, "--json")).Json.GetProperty("graphs")[0].GetProperty("signatures")[0].GetProperty("inputs");

        Assert.Equal("[null,\"1\"]", JsonSerializer.Serialize(inputs.EnumerateArray().Select(input => input.GetProperty("default"))));
    }

    [Theory]
    [InlineData("tf1_saved_model")]
    [InlineData("sentiment")]
    [InlineData("sparse")]
    [InlineData("defaults")]
    [InlineData("autoencoder")]
    [InlineData("counter")]
    public async Task ASavedModelStaysWhatItIs(string model)
    {
        var run = await Convert(TestModels.FolderOf(model), ["--answers", TestModels.AnswersOf(model)]);
        await AssertAnswers(TestModels.AnswersOf(model));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(await SignaturesOf(TestModels.FolderOf(model)), await SignaturesOf(Converted));
        Assert.Equal(AssetsOf(TestModels.FolderOf(model)), AssetsOf(Converted));
    }

    [Fact]
    public async Task AnInnerTensorOfASavedModelBecomesASignatureBesideItsOwn()
    {
        var run = await Convert(TestModels.FolderOf("autoencoder"), ["--signature", "features: pixels=encode_pixels -> features=StatefulPartitionedCall_2/StatefulPartitionedCall/encoder_1/enc1_1/Relu"]);
        await AssertAnswers(TestModels.AnswersOf("autoencoder"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        var features = (await ToolRun.Of("inspect", Converted, "--json")).Json.GetProperty("graphs")[0].GetProperty("signatures").EnumerateArray().Single(signature => signature.GetProperty("key").GetString() == "features");
        Assert.Equal("[null,32]", JsonSerializer.Serialize(features.GetProperty("outputs")[0].GetProperty("shape")));
    }

    [Fact]
    public async Task TensorsThatAreNamedOneByOneAreTheDefaultSignature()
    {
        var run = await Convert(TestModels.FileOf("saver/model_a.ckpt-100.meta"), ["--input", "input", "--output", "score=output"]);

        Assert.Equal(0, run.Code);
        Assert.Equal(["serving_default"], run.Json.GetProperty("signatures").EnumerateArray().Select(key => key.GetString()));
    }

    [Fact]
    public async Task CallsThatTheModelRefusesAreCountedApart()
    {
        var run = await ToolRun.Of("convert", TestModels.FolderOf("tf1_saved_model"), Converted);

        Assert.Equal(0, run.Code);
        Assert.Contains("16 of 16 calls agree, 8 by failing before and now", run.Output, StringComparison.Ordinal);
        Assert.Contains("--answers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherAnswersThanTheRecordedOnesExitWith1AndTheModelStaysToBeLookedAt()
    {
        var graph = GraphCase.Of("saver_scoped_model_a");
        var run = await ToolRun.Of("convert", graph.Path, Converted, "--signature", graph.Signature, "--answers", TestModels.AnswersOf("saver_scoped_model_b"), "--scope", "model_a", "--checkpoint", TestModels.FileOf("saver/scoped_model_a.ckpt"));

        Assert.Equal(1, run.Code);
        Assert.Contains("✗ 0 of 1 call agrees", run.Output, StringComparison.Ordinal);
        Assert.Contains("output is [3, 2], expected [3, 3]", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Converted, "saved_model.pb")));
    }

    private Task<ToolRun> Convert(string model, string[] options) => ToolRun.Of(["convert", model, Converted, "--json", .. options]);

    private async Task AssertAnswers(string answers)
    {
        string?[] engines = ["managed", Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW") is { Length: > 0 } ? "tensorflow" : null];
        foreach (string engine in engines.OfType<string>())
        {
            var run = await ToolRun.Of("check", Converted, answers, "--engine", engine, "--json");
            Assert.Equal("", run.Error);
            Assert.All(run.Json.GetProperty("cases").EnumerateArray(), result => Assert.True(result.GetProperty("ok").GetBoolean(), result.ToString()));
        }
    }

    private static async Task<string> SignaturesOf(string model) => JsonSerializer.Serialize((await ToolRun.Of("inspect", model, "--json", "--tags", "serve")).Json.GetProperty("graphs")[0].GetProperty("signatures"));

    private static IEnumerable<(string Name, string Content)> AssetsOf(string model) => Directory.Exists(Path.Combine(model, "assets"))
        ? Directory.EnumerateFiles(Path.Combine(model, "assets")).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
        : [];

    // The recorded case has the code and all decoders' outputs: it says what each part answers.
    private async Task<string> SharedEncoderAnswers(string name)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(TestModels.AnswersOf("shared_encoder"), TestContext.Current.CancellationToken))!["cases"]!.AsArray().Single(one => one!["case"]!.ToString() == name)!;
        JsonNode outputs = recorded["outputs"]!;
        JsonObject Case(string signature, string input, JsonNode given, string output, JsonNode expected) => new()
        {
            ["signature"] = signature,
            ["inputs"] = new JsonObject { [input] = given.DeepClone() },
            ["outputs"] = new JsonObject { [output] = expected.DeepClone() },
        };
        var cases = new JsonArray(
            Case("encode", "input", recorded["inputs"]!["input"]!, "code", outputs["code"]!),
            Case("decode_a", "code", outputs["code"]!, "output", outputs["decoder_a"]!),
            Case("decode_b", "code", outputs["code"]!, "output", outputs["decoder_b"]!));
        return _folder.Write("parts.json", new JsonObject { ["cases"] = cases }.ToJsonString());
    }

    private static byte[] Elements(JsonNode tensor) => System.Convert.FromBase64String(tensor["data"]!.ToString());

    private static void AssertNear(byte[] expected, byte[] actual, string type)
    {
        Assert.Equal(expected.Length, actual.Length);
        if (type != "DT_FLOAT")
        {
            Assert.Equal(expected, actual);
            return;
        }

        for (int i = 0; i < expected.Length; i += sizeof(float))
        {
            Assert.Equal(BitConverter.ToSingle(expected, i), BitConverter.ToSingle(actual, i), 1e-5f);
        }
    }
}
