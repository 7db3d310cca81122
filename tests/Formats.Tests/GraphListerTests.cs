using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Graphs;

namespace TypedModels.Tests;

/// <summary>The nodes of graphs as declared signatures see them: in a list that a build wrote, and in the graph itself.</summary>
public sealed class GraphListerTests
{
    public static TheoryData<string> Models => ["saver/model_a.ckpt-100.meta", "saver/scoped.meta", "frozen/classifier.pb", "frozen/classifier.pbtxt", "add", "iris", "autoencoder", "control_flow", "defaults", "keras_export"];

    [Theory, MemberData(nameof(Models))]
    public void AListSurvivesBeingWrittenAndRead(string model)
    {
        var list = GraphLister.List(ModelFile.Read(TestModels.FolderOf(model)), "models/" + model, ["b", "a", "b"]);

        var read = GraphListReader.Read(GraphListWriter.Write(list));

        Assert.Equal(["a", "b"], read.Checkpoints);
        Assert.Equal(list.Graphs.SelectMany(graph => graph.Nodes), read.Graphs.SelectMany(graph => graph.Nodes));
        Assert.NotEmpty(read.Graphs.SelectMany(graph => graph.Nodes));
    }

    [Theory, MemberData(nameof(Models))]
    public void TheGraphItselfHasTheSameTensors(string model)
    {
        foreach (var metaGraph in ContractExtractor.TagSetsOf(ModelFile.Read(TestModels.FolderOf(model))))
        {
            var list = GraphLister.List(metaGraph);
            Assert.Equal(list.Names.Order(StringComparer.Ordinal), GraphNodes.Of(metaGraph).Names.Distinct().Order(StringComparer.Ordinal));

            // Each name alone, since looking for one may change how the others are described.
            var some = list.Nodes.Where((_, position) => position % 17 == 0);
            Assert.All(some, node => Assert.Equal(node.Outputs, GraphNodes.Of(metaGraph).Find(node.Name)?.Outputs));
        }
    }

    [Fact]
    public void FunctionsAreInlinedOnlyForNamesThatTheGraphAloneDoesNotHave()
    {
        var graph = GraphNodes.Of(Assert.Single(ModelFile.Read(TestModels.FolderOf("iris")).MetaGraphs));

        Assert.Equal("Placeholder", graph.Find("serving_default_petal_width")?.Operation);
        Assert.False(graph.IsInlined);

        Assert.Null(graph.Find("nothing"));
        Assert.True(graph.IsInlined);
        Assert.False(graph.Inline());
    }

    [Fact]
    public void InnerTensorsOfAFunctionHaveTypesAndShapes()
    {
        var graph = GraphNodes.Of(Assert.Single(ModelFile.Read(TestModels.FolderOf("iris")).MetaGraphs));

        Assert.Null(new TensorLookup(graph, null).Find("functional_1/dense_1/Tanh", "it", out var node, out var tensor));
        Assert.StartsWith("StatefulPartitionedCall", tensor.Node, StringComparison.Ordinal);
        var output = Assert.Single(node!.Outputs);
        Assert.Equal(DataType.Float, output.DataType);
        Assert.Equal(2, output.Shape.Rank);
    }

    [Fact]
    public void FunctionsThatRemainAreNumberedAnew()
    {
        var list = Assert.Single(GraphLister.List(ModelFile.Read(TestModels.FolderOf("control_flow")), "m", []).Graphs);

        Assert.NotEmpty(list.Functions);
        Assert.All(list.Functions, function => Assert.Matches("^f[0-9]+$", function.Key));
        Assert.All(list.Nodes, node => Assert.All(node.Functions, function => Assert.Contains(list.Functions, known => known.Key == function)));
    }

    [Fact]
    public void AModelThatCannotBeReadHasAnEmptyList() => Assert.Empty(GraphLister.List(null, "m", []).Graphs);
}
