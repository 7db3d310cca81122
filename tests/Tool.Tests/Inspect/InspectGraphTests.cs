using System.Text.Json;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Inspect;

/// <summary><c>inspect</c> of graphs that are no SavedModels.</summary>
public sealed class InspectGraphTests
{
    public static TheoryData<GraphCase> Graphs => [.. GraphCase.All];

    [Theory]
    [MemberData(nameof(Graphs))]
    public async Task EveryGraphIsShown(GraphCase graph)
    {
        var text = await ToolRun.Of("inspect", graph.Path, "--all", "--tensors");
        var json = await ToolRun.Of("inspect", graph.Path, "--json");

        Assert.Equal((0, 0, ""), (text.Code, json.Code, text.Error + json.Error));
        Assert.Equal(graph.Model.EndsWith(".meta", StringComparison.Ordinal) ? "meta_graph" : "graph", json.Json.GetProperty("format").GetString());
        Assert.Contains("input:0 Placeholder float [?, 4]", text.Output, StringComparison.Ordinal);
        Assert.Empty(json.Json.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task WhatAFrozenGraphIsFedIsShownInThePlaceOfSignatures()
    {
        var graph = (await ToolRun.Of("inspect", TestModels.FileOf("frozen/classifier.pb"), "--json")).Json.GetProperty("graphs")[0];

        Assert.Equal(
            """[{"key":"input:0","dtype":"float","shape":[null,4],"encoding":"dense","default":null},{"key":"keep_prob:0","dtype":"float","shape":[],"encoding":"dense","default":"1"}]""",
            JsonSerializer.Serialize(graph.GetProperty("placeholders")));
        Assert.Equal(2, graph.GetProperty("operations").GetProperty("MatMul").GetInt32());
        Assert.Empty(graph.GetProperty("signatures").EnumerateArray());
    }

    [Theory]
    [InlineData("saver/model_a.ckpt-100.meta")]
    [InlineData("saver/sharded.ckpt.meta")]
    [InlineData("shared_encoder/all.ckpt.meta")]
    public async Task ThePathsThatASaverIsFedAreNoInputsOfTheModel(string model)
    {
        var graph = (await ToolRun.Of("inspect", TestModels.FileOf(model), "--json")).Json.GetProperty("graphs")[0];

        Assert.Equal(["input:0"], graph.GetProperty("placeholders").EnumerateArray().Select(placeholder => placeholder.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task AModelWithSignaturesShowsThoseAlone()
    {
        var graph = (await ToolRun.Of("inspect", TestModels.FolderOf("add"), "--json")).Json.GetProperty("graphs")[0];

        Assert.Empty(graph.GetProperty("placeholders").EnumerateArray());
    }
}
