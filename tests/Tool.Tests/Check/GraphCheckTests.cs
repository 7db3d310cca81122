using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Check;

/// <summary><c>check</c> of graphs that are no SavedModels: called by the names of their tensors, their variables from a checkpoint that is named.</summary>
public sealed class GraphCheckTests : IDisposable
{
    private static readonly string s_modelA = TestModels.FileOf("saver/model_a.ckpt-100.meta");
    private static readonly string s_answersOfA = TestModels.AnswersOf("saver_model_a");

    // The answers are named after the decoders, whose tensors are all called 'output'.
    private static readonly string[] s_decoders = ["--output", "decoder_a=decoder_a/output", "--output", "decoder_b=decoder_b/output", "--output", "decoder_c=decoder_c/output"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<GraphCase, string> Graphs
    {
        get
        {
            var data = new TheoryData<GraphCase, string>();
            foreach (var graph in GraphCase.All)
            {
                data.Add(graph, "managed");
                data.Add(graph, "tensorflow");
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Graphs))]
    public async Task EveryGraphGivesItsRecordedAnswers(GraphCase graph, string engine)
    {
        TensorFlowLibraryNeeded.OrSkip(engine);

        var run = await Check(graph.Path, graph.AnswersPath, ["--engine", engine, .. graph.Arguments]);

        AssertAgrees(run, cases: 1);
    }

    [Theory]
    [InlineData("managed", "before", "all")]
    [InlineData("tensorflow", "before", "all")]
    [InlineData("managed", "decoder_b_finetuned", "all decoder_b_finetuned")]
    [InlineData("tensorflow", "decoder_b_finetuned", "all decoder_b_finetuned")]
    [InlineData("managed", "before", "all decoder_b_finetuned decoder_b")]
    public async Task FurtherCheckpointsAreRestoredOverTheFirstInTheirOrder(string engine, string recorded, string checkpoints)
    {
        TensorFlowLibraryNeeded.OrSkip(engine);

        string[] options = [.. checkpoints.Split(' ').SelectMany(name => new[] { "--checkpoint", TestModels.FileOf($"shared_encoder/{name}.ckpt") }), .. s_decoders];
        var run = await Check(TestModels.FileOf("shared_encoder/all.ckpt.meta"), TestModels.AnswersOf("shared_encoder"), ["--engine", engine, .. options]);

        // Each recorded case is of other weights: exactly one of the two agrees.
        Assert.Equal(1, run.Code);
        Assert.Equal(recorded, Assert.Single(run.Json.GetProperty("cases").EnumerateArray(), result => result.GetProperty("ok").GetBoolean()).GetProperty("case").GetString());
    }

    [Fact]
    public async Task ACheckpointThatHoldsNoVariableOfTheModelCannotBeRestoredOverAnother()
    {
        var run = await Check(s_modelA, s_answersOfA, ["--checkpoint", TestModels.FileOf("saver/model_a.ckpt-100"), "--checkpoint", TestModels.FileOf("shared_encoder/encoder.ckpt")]);

        AssertFails(run, 3, "encoder.ckpt");
    }

    [Theory]
    [InlineData("saver/model_b.ckpt-100", "dense_0/kernel is float [4, 5], the checkpoint has float [4, 7]")]
    [InlineData("saver/model_c.ckpt-100", "There is no checkpoint of this name. Name one of those that are there: 'model_a.ckpt-100', 'model_b.ckpt-100'")]
    [InlineData("nowhere/model_a.ckpt-100", "There is no folder")]
    public async Task AMissingCheckpointOrOneOfAnotherModelIsOneMessageAndExitsWith3(string checkpoint, string message)
    {
        var run = await Check(s_modelA, s_answersOfA, ["--checkpoint", TestModels.FileOf(checkpoint)]);

        AssertFails(run, 3, message);
    }

    [Fact]
    public async Task TheSameNamesUnderTwoScopesNeedAScope()
    {
        var run = await Check(TestModels.FileOf("saver/scoped.meta"), TestModels.AnswersOf("saver_scoped_model_a"), ["--checkpoint", TestModels.FileOf("saver/scoped_model_a.ckpt")]);

        AssertFails(run, 2, "2 names end so: 'model_a/output:0', 'model_b/output:0'");
    }

    [Fact]
    public async Task AScopeChoosesTheNetworkThatAnswers()
    {
        var run = await Check(TestModels.FileOf("saver/scoped.meta"), TestModels.AnswersOf("saver_scoped_model_a"), ["--scope", "model_b", "--checkpoint", TestModels.FileOf("saver/scoped_model_b.ckpt")]);

        Assert.Equal(1, run.Code);
        Assert.Contains("output is [3, 3], expected [3, 2]", run.Json.GetProperty("cases")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameThatTheGraphDoesNotHaveBringsTheNearestAndExitsWith2()
    {
        var run = await Check(s_modelA, s_answersOfA, ["--output", "output=outptu"]);

        AssertFails(run, 2, "the tensor 'outptu', which the graph does not have: did you mean 'output:0'?");
    }

    [Fact]
    public async Task APlaceholderThatNobodyFeedsIsNamedAndExitsWith2()
    {
        string answers = _folder.Write("answers.json", """{"cases": [{"signature": "run", "inputs": {}, "outputs": {"output": {"dtype": "DT_FLOAT", "shape": [0], "data": ""}}}]}""");
        var run = await Check(s_modelA, answers, []);

        AssertFails(run, 2, "its outputs need the placeholder 'input:0', which no input feeds");
    }

    [Fact]
    public async Task TheCommandLineSaysWhichTensorsTheNamesInAnswersAre()
    {
        string text = (await File.ReadAllTextAsync(s_answersOfA, TestContext.Current.CancellationToken)).Replace("\"input\":", "\"image\":", StringComparison.Ordinal).Replace("\"output\":", "\"score\":", StringComparison.Ordinal);
        string answers = _folder.Write("answers.json", text);
        var named = await Check(s_modelA, answers, ["--input", "image=input:0", "--output", "score=output:0"]);
        var unnamed = await Check(s_modelA, answers, []);

        AssertAgrees(named, cases: 1);
        AssertFails(unnamed, 2, "'image'");
    }

    [Fact]
    public async Task AnInnerTensorOfASavedModelCanBeNamed()
    {
        string answers = _folder.Write("answers.json", """
            {"cases": [{"signature": "sum", "inputs": {"x": {"dtype": "DT_FLOAT", "shape": [1], "data": "AACAPw=="}, "y": {"dtype": "DT_FLOAT", "shape": [1], "data": "AACAPw=="}}, "outputs": {"sum": {"dtype": "DT_FLOAT", "shape": [1], "data": "AAAAQA=="}}}]}
            """);
        var run = await Check(TestModels.FolderOf("add"), answers, ["--input", "x=serving_default_x", "--input", "y=serving_default_y", "--output", "sum=PartitionedCall"]);

        AssertAgrees(run, cases: 1);
    }

    private static async Task<ToolRun> Check(string model, string answers, string[] options) => await ToolRun.Of(["check", model, answers, "--json", .. options]);

    private static void AssertAgrees(ToolRun run, int cases)
    {
        Assert.Equal("", run.Error);
        Assert.Equal((0, cases), (run.Code, run.Json.GetProperty("passed").GetInt32()));
    }

    private static void AssertFails(ToolRun run, int code, string message)
    {
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split("error: ", StringSplitOptions.RemoveEmptyEntries));
    }
}
