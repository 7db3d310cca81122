using TypedModels.Graphs;

namespace TypedModels.Tests.Graphs;

public sealed class GraphListTextTests
{
    private const string Head = "typedmodels graph 1\npath models/m.meta\n";

    private static readonly GraphListDocument s_everything = new()
    {
        Path = "models/my graph.meta",
        Checkpoints = ["m.ckpt-100", "../weights/best one"],
        Graphs =
        [
            new GraphList(
                [],
                [
                    new GraphNode { Name = "x", Operation = "Placeholder", Outputs = [new GraphOutput(DataType.Float, new TensorShape(-1, 4))] },
                    new GraphNode { Name = "keep", Operation = "PlaceholderWithDefault", Outputs = [new GraphOutput(DataType.Float, TensorShape.Scalar)], Default = Value(TensorShape.Scalar, "0.5"), Inputs = ["keep/input"] },
                    new GraphNode { Name = "pair", Operation = "PlaceholderWithDefault", Outputs = [new GraphOutput(DataType.String, new TensorShape(2))], Default = Value(new TensorShape(2), "\"<\"", "\"^ !\""), Inputs = ["^init"] },
                    new GraphNode { Name = "split", Operation = "Split", Outputs = [new GraphOutput(DataType.Float, TensorShape.Unknown), new GraphOutput(DataType.Invalid, TensorShape.Unknown)], Inputs = ["x", "x:1", "^keep"] },
                    new GraphNode { Name = "call", Operation = "If", Inputs = ["split:1"], Functions = ["f1", "f2"] },
                    new GraphNode { Name = "init", Operation = "NoOp" },
                ],
                [new("f1", ["Add", "Mul"]), new("f2", [])]),
            new GraphList(["gpu", "serve"], [], []),
        ],
    };

    [Fact]
    public void AGraphIsALinePerNode() => Assert.Equal(
        """
        typedmodels graph 1
        path "models/my graph.meta"
        checkpoint m.ckpt-100
        checkpoint "../weights/best one"
        tags
        node call If < split:1 ! f1 f2
        node init NoOp
        node keep PlaceholderWithDefault float [] = 0.5 < keep/input
        node pair PlaceholderWithDefault string [2] = [2] "<" "^ !" ^ init
        node split Split float [...] invalid [...] < x x:1 ^ keep
        node x Placeholder float [?, 4]
        function f1 Add Mul
        function f2
        tags gpu serve

        """.ReplaceLineEndings("\n"),
        GraphListWriter.Write(s_everything));

    [Fact]
    public void EverythingSurvivesBeingWrittenAndRead()
    {
        var read = GraphListReader.Read(GraphListWriter.Write(s_everything));

        Assert.Equal(s_everything.Path, read.Path);
        Assert.Equal(s_everything.Checkpoints, read.Checkpoints);
        Assert.Equal(s_everything.Graphs.Count, read.Graphs.Count);
        foreach (var (expected, actual) in s_everything.Graphs.Zip(read.Graphs))
        {
            Assert.Equal(expected.Tags, actual.Tags);
            Assert.Equal(expected.Nodes, actual.Nodes);
            Assert.Equal(expected.Functions, actual.Functions);
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("say \"x\"")]
    [InlineData("line\nline")]
    [InlineData("世界")]
    [InlineData("=")]
    [InlineData("<")]
    [InlineData("^")]
    [InlineData("!")]
    [InlineData("float")]
    [InlineData("node")]
    [InlineData("[?]")]
    public void AnyNameSurvivesBeingWrittenAndRead(string name)
    {
        var node = new GraphNode { Name = name, Operation = name, Inputs = [name + ":1", "^" + name], Functions = [name] };
        var document = new GraphListDocument { Path = name, Checkpoints = [name], Graphs = [new GraphList([name], [node], [new(name, [name])])] };

        var read = GraphListReader.Read(GraphListWriter.Write(document));

        Assert.Equal(name, read.Path);
        Assert.Equal(node, Assert.Single(Assert.Single(read.Graphs).Nodes));
        Assert.Equal([name], read.Graphs[0].OperationsOf(name));
    }

    [Theory]
    [InlineData(1, "'typedmodels graph 1' is expected", "")]
    [InlineData(1, "'typedmodels graph 1' is expected", "typedmodels contract 1\n")]
    [InlineData(1, "version 2 of the list of a graph is newer than this TypedModels reads; update the TypedModels package", "typedmodels graph 2\n")]
    [InlineData(2, "a line 'path …' is expected", "typedmodels graph 1\ntags\n")]
    [InlineData(3, "a line 'tags …' is expected", Head + "node x Placeholder\n")]
    [InlineData(3, "the checkpoint is missing", Head + "checkpoint\n")]
    [InlineData(4, "the node's name is missing", Head + "tags\nnode\n")]
    [InlineData(4, "the operation is missing", Head + "tags\nnode x\n")]
    [InlineData(4, "'float33' is not an element type", Head + "tags\nnode x Placeholder float33 []\n")]
    [InlineData(4, "a shape in brackets is missing", Head + "tags\nnode x Placeholder float\n")]
    [InlineData(4, "the number of values, 0, is not that of the shape []", Head + "tags\nnode x PlaceholderWithDefault float [] = < y\n")]
    [InlineData(5, "the function's name is missing", Head + "tags\nnode x NoOp\nfunction\n")]
    [InlineData(5, "the function 'f' occurs twice", Head + "tags\nfunction f Add\nfunction f Mul\n")]
    [InlineData(5, "a line 'tags …' is expected", Head + "tags\nfunction f Add\nnode x NoOp\n")]
    public void AMalformedLineIsNamed(int line, string problem, string text)
    {
        var error = Assert.Throws<ContractFormatException>(() => GraphListReader.Read(text));

        Assert.Equal((line, problem), (error.Line, error.Problem));
    }

    [Fact]
    public void AnyDamageIsRefusedWithAnErrorOfOurs()
    {
        string text = GraphListWriter.Write(s_everything);
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            int at = random.Next(text.Length);
            string damaged = random.Next(2) == 0 ? text[..at] : text.Remove(at, 1).Insert(at, ((char)random.Next(0x20, 0x7f)).ToString());
            try
            {
                _ = GraphListReader.Read(damaged);
            }
            catch (ContractFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 5000);
    }

    [Fact]
    public void OfNodesWithOneNameTheFirstCounts()
    {
        var graph = new GraphList([], [new GraphNode { Name = "x", Operation = "Add" }, new GraphNode { Name = "x", Operation = "Mul" }], []);

        Assert.Equal("Add", graph.Find("x")?.Operation);
        Assert.Null(graph.Find("y"));
        Assert.Empty(graph.OperationsOf("f"));
        Assert.False(graph.Inline());
    }

    private static DefaultValue Value(TensorShape shape, params string[] elements) => new() { Shape = shape, Elements = elements.ToValueList() };
}
