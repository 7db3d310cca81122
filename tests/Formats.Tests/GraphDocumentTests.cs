using System.Diagnostics;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using static TypedModels.Tests.HandMadeModels;

namespace TypedModels.Tests;

public sealed class GraphDocumentTests
{
    [Fact]
    public void NodesAreFoundByTheirNames()
    {
        var nodes = new GraphDocument(Graph([.. Enumerable.Range(0, 1000).Select(i => Placeholder($"node_{i}", DataType.Float))]).ToArray()).Nodes;

        Assert.Equal(1000, nodes.Count);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(i, nodes.IndexOf($"node_{i}")));
        Assert.Equal(-1, nodes.IndexOf("node_1000"));
        Assert.Equal(-1, nodes.IndexOf(""));
        Assert.True(nodes.ContainsOperation("Placeholder"));
        Assert.False(nodes.ContainsOperation("VarHandleOp", "Place"));
    }

    [Fact]
    public void OfTwoNodesWithOneNameTheFirstIsFound()
    {
        var nodes = new GraphDocument(Graph(Placeholder("x", DataType.Float), Placeholder("y", DataType.Float), Placeholder("x", DataType.Int32)).ToArray()).Nodes;

        Assert.Equal(0, nodes.IndexOf("x"));
    }

    [Fact]
    public void AnAttributeThatOccursAgainReplacesTheEarlierOne()
    {
        var node = new NodeDocument(Node("n", "Cast", [], ("T", Type(DataType.Float)), ("U", Type(DataType.Bool)), ("T", Type(DataType.Int32))).Written);

        Assert.Equal(DataType.Int32, node.Attributes["T"]?.Type);
        Assert.Equal(["T", "U"], node.Attributes.Select(attribute => attribute.Key));
        Assert.Null(node.Attributes["V"]);
    }

    [Fact]
    public void AbsurdNumbersOfEqualNamesAndOfAttributesTakeNoLongerThanOthers()
    {
        var watch = Stopwatch.StartNew();
        var graph = new WireWriter();
        for (int i = 0; i < 200_000; i++)
        {
            graph.Message(1, new WireWriter().Text(1, "x"));
        }

        Assert.Equal(0, new GraphDocument(graph.Written).Nodes.IndexOf("x"));

        var node = new WireWriter();
        for (int i = 0; i < 200_000; i++)
        {
            node.Message(5, Entry($"a{i}", new WireWriter().Varint(3, i)));
        }

        Assert.Equal(199_999, new NodeDocument(node.Written).Attributes["a199999"]?.Integer);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("x", "x", 0)]
    [InlineData("scope/x:12", "scope/x", 12)]
    public void ATensorsNameIsANodeAndAnIndex(string text, string node, int index) => Assert.Equal(new TensorName(node, index), TensorName.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData(":0")]
    [InlineData("x:")]
    [InlineData("x:-1")]
    [InlineData("x:0:0")]
    [InlineData("x:99999999999")]
    public void OtherTextIsNoTensorsName(string text) => Assert.Null(TensorName.TryParse(text));

    [Fact]
    public void VersionsSayWhoCanReadTheGraph()
    {
        var versions = new GraphDocument(new WireWriter().Message(4, new WireWriter().Varint(1, 1766).Varint(2, 12).Packed(3, [7, 9])).Written).Versions;

        Assert.Equal((1766, 12), (versions.Producer, versions.LowestConsumer));
        Assert.Equal([7, 9], versions.BadConsumers);
    }
}
