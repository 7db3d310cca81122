using System.Text.Json;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Inspect;

public sealed class InspectCommandTests
{
    // What only an engine can tell: TensorFlow's own operations and version, checksums of the values.
    private static readonly string[] s_soundToAReader = ["refused/flipped_bit", "refused/newer_producer", "refused/no_serve_tag", "refused/truncated_data", "refused/unknown_op"];

    public static TheoryData<string> Sound => [.. TestModels.Sound, .. TestModels.AnsweredElsewhere];

    public static TheoryData<string> Refused => [.. TestModels.Refused];

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task EveryModelIsShown(string name)
    {
        var text = await ToolRun.Of("inspect", TestModels.FolderOf(name), "--all", "--tensors");
        var json = await ToolRun.Of("inspect", TestModels.FolderOf(name), "--json");

        Assert.Equal((0, 0), (text.Code, json.Code));
        Assert.Equal("", text.Error + json.Error);
        foreach (var signature in json.Json.GetProperty("graphs")[0].GetProperty("signatures").EnumerateArray())
        {
            Assert.Contains(signature.GetProperty("key").GetString()!, text.Output, StringComparison.Ordinal);
            Assert.NotEmpty(signature.GetProperty("outputs").EnumerateArray());
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatKeepsAModelFromBeingLoadedIsSaidAndExitsWith3(string name)
    {
        var run = await ToolRun.Of("inspect", TestModels.FolderOf(name));

        bool isSound = s_soundToAReader.Contains(name);
        Assert.Equal(isSound ? 0 : 3, run.Code);
        Assert.Equal(isSound, run.Error.Length == 0);
        Assert.True(isSound || run.Error.StartsWith("error: ", StringComparison.Ordinal), run.Error);
    }

    [Fact]
    public async Task AModelWithoutSignaturesIsAProblemWithItsId()
    {
        var run = await ToolRun.Of("inspect", TestModels.FolderOf("refused/no_signatures"), "--json");

        Assert.Equal(3, run.Code);
        Assert.Equal("TYMD1011", Assert.Single(run.Json.GetProperty("problems").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task OperationsThatTheManagedEngineLacksAreListedWithTheirNodes()
    {
        var text = await ToolRun.Of("inspect", TestModels.FolderOf("refused/unknown_op"));
        var json = await ToolRun.Of("inspect", TestModels.FolderOf("refused/unknown_op"), "--json");

        var missing = Assert.Single(json.Json.GetProperty("graphs")[0].GetProperty("missing").EnumerateArray());
        string operation = missing.GetProperty("operation").GetString()!, node = Assert.Single(missing.GetProperty("nodes").EnumerateArray()).GetString()!;
        Assert.Contains("The managed engine does not have:", text.Output, StringComparison.Ordinal);
        Assert.Matches($"! {operation} +{node}", text.Output);
    }

    [Fact]
    public async Task AGitLfsPointerIsNamedAsOne()
    {
        var run = await ToolRun.Of("inspect", TestModels.FolderOf("refused/git_lfs_pointer"));

        Assert.Contains("Git LFS pointer", run.Error, StringComparison.Ordinal);
        Assert.Contains("git lfs pull", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelWithoutItsVariablesIsShownAndReportedAsUnusable()
    {
        var run = await ToolRun.Of("inspect", TestModels.FolderOf("refused/no_variables_folder"), "--json");

        Assert.Equal(3, run.Code);
        Assert.NotEmpty(run.Json.GetProperty("graphs")[0].GetProperty("signatures").EnumerateArray());
        var problem = Assert.Single(run.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal("TYMD1016", problem.GetProperty("id").GetString());
    }

    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var json = (await ToolRun.Of("inspect", TestModels.FolderOf("defaults"), "--json")).Json;

        Assert.Equal(["model", "path", "format", "files", "graphs", "problems"], Members(json));
        Assert.Equal(["total_bytes", "graph_bytes", "variables_bytes", "assets_bytes", "other_bytes", "files"], Members(json.GetProperty("files")));
        var graph = json.GetProperty("graphs")[0];
        Assert.Equal(["tags", "tensor_flow", "producer", "fingerprint", "signatures", "placeholders", "operations", "outside", "missing", "variables", "assets", "tensors"], Members(graph));
        Assert.Equal(["key", "method_name", "alias_of", "state_changes", "inputs", "outputs"], Members(graph.GetProperty("signatures")[0]));
        Assert.Equal(["key", "dtype", "shape", "encoding", "default"], Members(graph.GetProperty("signatures")[0].GetProperty("inputs")[0]));
        Assert.Equal(JsonValueKind.Null, graph.GetProperty("tensors").ValueKind);
    }

    [Fact]
    public async Task AnUnknownRankAScalarAndAnUnknownDimensionAreThreeThings()
    {
        var graph = (await ToolRun.Of("inspect", TestModels.FolderOf("shapes"), "--json")).Json.GetProperty("graphs")[0];
        string[] shapes = [.. graph.GetProperty("signatures").EnumerateArray().SelectMany(signature => signature.GetProperty("outputs").EnumerateArray()).Select(output => Compact(output.GetProperty("shape")))];

        Assert.Contains("null", shapes);
        Assert.Contains("[]", shapes);
        Assert.Contains("[null,null]", shapes);
    }

    [Fact]
    public async Task DefaultsStateChangesAndAliasesAreShown()
    {
        var defaults = await ToolRun.Of("inspect", TestModels.FolderOf("defaults"));
        var counter = await ToolRun.Of("inspect", TestModels.FolderOf("counter"));
        var export = await ToolRun.Of("inspect", TestModels.FolderOf("keras_export"));

        Assert.Contains("  = ", defaults.Output, StringComparison.Ordinal);
        Assert.Contains("increment  changes state: AssignAddVariableOp", counter.Output, StringComparison.Ordinal);
        Assert.Contains("serve  the same as serving_default", export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheInitialisationIsNoSignature()
    {
        var run = await ToolRun.Of("inspect", TestModels.FolderOf("sentiment"));

        Assert.DoesNotContain("__saved_model_init_op", run.Output, StringComparison.Ordinal);
        Assert.Contains("assets/", run.Output, StringComparison.Ordinal);
        Assert.Contains("! InitializeTableFromTextFileV2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TagsChooseOneOfSeveralGraphs()
    {
        string model = TestModels.FolderOf("tf1_saved_model");
        var all = await ToolRun.Of("inspect", model, "--json");
        var one = await ToolRun.Of("inspect", model, "--json", "--tags", "serve,gpu");
        var none = await ToolRun.Of("inspect", model, "--tags", "train");

        Assert.Equal(2, all.Json.GetProperty("graphs").GetArrayLength());
        Assert.Equal("""["gpu","serve"]""", Compact(Assert.Single(one.Json.GetProperty("graphs").EnumerateArray()).GetProperty("tags")));
        Assert.Equal(2, none.Code);
        Assert.Contains("no graph with the tags 'train', only with 'serve', 'gpu,serve'", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VariablesAreMeasuredFromTheGraph()
    {
        var graph = (await ToolRun.Of("inspect", TestModels.FolderOf("iris"), "--json")).Json.GetProperty("graphs")[0];
        var largest = graph.GetProperty("variables")[0];

        Assert.Equal(["name", "dtype", "shape", "elements", "bytes"], Members(largest));
        Assert.Equal(largest.GetProperty("elements").GetInt64() * 4, largest.GetProperty("bytes").GetInt64());
        Assert.Equal("float", largest.GetProperty("dtype").GetString());
    }

    [Fact]
    public async Task TheOperationsCountedAreThoseOfTheContract()
    {
        string model = TestModels.FolderOf("face_detector");
        var opened = Tool.Models.OpenedModel.Open(model);
        var counted = (await ToolRun.Of("inspect", model, "--json")).Json.GetProperty("graphs")[0].GetProperty("operations");

        Assert.Equal(opened.Contract(opened.Graph(null)).Operations, counted.EnumerateObject().Select(operation => operation.Name));
        Assert.All(counted.EnumerateObject(), operation => Assert.True(operation.Value.GetInt32() > 0));
    }

    [Fact]
    public async Task TheFileItselfNamesTheModelToo()
    {
        var run = await ToolRun.Of("inspect", Path.Combine(TestModels.FolderOf("add"), "saved_model.pb"), "--json");

        Assert.Equal("add", run.Json.GetProperty("model").GetString());
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
