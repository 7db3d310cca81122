using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

public sealed class ObjectGraphTests : IDisposable
{
    private readonly HandMadeCheckpoint _checkpoint = new();

    public void Dispose() => _checkpoint.Dispose();

    [Fact]
    public void EveryVariableOfANewModelIsFoundByItsFullName()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(TestModels.FolderOf("digits"), "variables", "variables"));
        var graph = checkpoint.ObjectGraph!;
        var named = graph.Nodes.SelectMany(node => node.Attributes).Where(attribute => graph.FindCheckpointKey(attribute.FullName) is not null).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, attribute => Assert.Same(checkpoint.Find(attribute.CheckpointKey), checkpoint.FindByFullName(attribute.FullName)));
        Assert.All(named, attribute => Assert.NotNull(checkpoint.FindByFullName(attribute.FullName)));
        Assert.Contains(graph.Nodes[0].Children, child => child.LocalName.Length > 0);
        Assert.Null(checkpoint.FindByFullName("no such variable"));
    }

    [Fact]
    public void NodesChildrenAttributesAndSlotsAreRead()
    {
        var graph = new ObjectGraphDocument(Graph(
            new WireWriter().Message(1, new WireWriter().Varint(1, 1).Text(2, "layer")).Message(5, new WireWriter().Bool(1, true)),
            Variable("dense/kernel", "layer/.ATTRIBUTES/VARIABLE_VALUE").Message(3, new WireWriter().Varint(1, 1).Text(2, "momentum").Varint(3, 0))));

        Assert.Equal([new ObjectChild(1, "layer")], graph.Nodes[0].Children);
        Assert.True(graph.Nodes[0].HasCheckpointValues);
        Assert.Null(graph.Nodes[1].HasCheckpointValues);
        Assert.Equal([new ObjectAttribute("VARIABLE_VALUE", "dense/kernel", "layer/.ATTRIBUTES/VARIABLE_VALUE")], graph.Nodes[1].Attributes);
        Assert.Equal([new SlotVariable(1, "momentum", 0)], graph.Nodes[1].SlotVariables);
        Assert.Equal("layer/.ATTRIBUTES/VARIABLE_VALUE", graph.FindCheckpointKey("dense/kernel"));
    }

    [Fact]
    public void ANameOfSeveralVariablesMeansNone()
    {
        var graph = new ObjectGraphDocument(Graph(Variable("v", "a"), Variable("v", "b"), Variable("v", "a"), Variable("w", "c"), Variable("w", "c"), Variable("", "d")));

        Assert.Null(graph.FindCheckpointKey("v"));
        Assert.Equal("c", graph.FindCheckpointKey("w"));
        Assert.Null(graph.FindCheckpointKey(""));
    }

    [Fact]
    public void ACheckpointByNamesHasNone()
    {
        _checkpoint.Add("a", DataType.UInt8, [1], [1]);
        using var checkpoint = _checkpoint.Open();

        Assert.Null(checkpoint.ObjectGraph);
        Assert.Null(checkpoint.FindByFullName("a"));
    }

    [Fact]
    public void AnObjectThatIsNotThereIsRefusedWithFileAndTensor()
    {
        _checkpoint.AddTexts(ObjectGraphDocument.Key, [], Graph(new WireWriter().Message(1, new WireWriter().Varint(1, 7))));
        using var checkpoint = _checkpoint.Open();

        var error = Assert.Throws<ModelFormatException>(() => checkpoint.ObjectGraph);
        Assert.Equal(_checkpoint.ShardFile(0), error.Problem.File);
        Assert.Contains("'_CHECKPOINTABLE_OBJECT_GRAPH' is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("object 7 is named, and there are 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedGraphsMeetNothingButOurError()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(TestModels.FolderOf("counter"), "variables", "variables"));
        byte[] graph = checkpoint.ReadTexts(checkpoint.Find(ObjectGraphDocument.Key)!)[0].ToArray();
        int refused = 0;
        for (int seed = 0; seed < 5000; seed++)
        {
            try
            {
                _ = new ObjectGraphDocument(Damage.Apply(graph, new Random(seed), out _));
            }
            catch (ModelFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 5000);
    }

    private static byte[] Graph(params WireWriter[] nodes) => nodes.Aggregate(new WireWriter(), (graph, node) => graph.Message(1, node)).ToArray();

    private static WireWriter Variable(string fullName, string key) => new WireWriter().Message(2, new WireWriter().Text(1, "VARIABLE_VALUE").Text(2, fullName).Text(3, key));
}
