using TypedModels.Engine.Loading;
using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Import;

public class GraphImportTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);

    [Fact]
    public void WhatNoSignatureReachesIsNotLookedAt()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Node("y", "Neg", "x", s_int).Node("unreached", "NoSuchOperation", "gone");
        using var graph = LoadedGraph.Load(builder, "x", "y");
        Assert.Equal([-5], graph.Call([5])[0]);
    }

    [Fact]
    public void OperationsThatTheEngineDoesNotHaveAreListedWithTheirNodes()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Node("a", "NoSuchOperation", "x").Node("b", "NoSuchOperation", "a").Node("y", "Neg", "b", s_int);
        var missing = Assert.Throws<MissingOperationsException>(() => LoadedGraph.Load(builder, "x", "y"));
        Assert.Contains("NoSuchOperation: a, b", missing.Message, StringComparison.Ordinal);
        Assert.Contains("EngineKind.TensorFlow", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFedTensorCutsTheGraph()
    {
        var builder = new GraphBuilder().Node("missing", "NoSuchOperation").Node("inner", "Identity", "missing", s_int).Node("y", "Neg", "inner", s_int);
        using var graph = LoadedGraph.Load(builder, "inner:0", "y");
        Assert.Equal([-5], graph.Call([5])[0]);
    }

    [Theory]
    [InlineData("gone", "'gone' is read or named, but there is no node of that name.")]
    [InlineData("x:3", "'x' has no output 3.")]
    public void ANameThatIsNotThereIsALoadError(string input, string message)
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Node("y", "Neg", input, s_int);
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "x:0", "y"));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATypeThatTheNextNodeDoesNotTakeIsALoadError()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Node("y", "Neg", "x", NodeAttribute.Type("T", DataType.Float))
            .Node("z", "Cast", "y", NodeAttribute.Type("SrcT", DataType.Float), NodeAttribute.Type("DstT", DataType.Int32));
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "x", "z"));
        Assert.Contains("y (Neg) takes float as its input 0, and is given int32", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATypeThatTheOperationDoesNotAllowIsALoadError()
    {
        // Found by damaging models: a shape of floats reached a kernel that reads integers.
        var builder = new GraphBuilder().Argument("x", DataType.Float).Constant("v", 1).Node("y", "Fill", "x v", s_int, NodeAttribute.Type("index_type", DataType.Float));
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "", "y"));
        Assert.Contains("Value for attr 'index_type' of float is not in the list of allowed values: int32, int64 (y (Fill))", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AConstantOfAnotherTypeThanItsValueIsALoadError()
    {
        // Found by damaging models: a kernel of texts was given numbers.
        var builder = new GraphBuilder().Node("c", "Const", "", NodeAttribute.Type("dtype", DataType.Float), ("value", GraphBuilder.ConstantValue(1)))
            .Node("y", "Cast", "c", NodeAttribute.Type("SrcT", DataType.Float), NodeAttribute.Type("DstT", DataType.Int32));
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "", "y"));
        Assert.Contains("The constant 'c' is said to be float, and its value is int32.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWordThatTheOperationDoesNotAllowIsALoadError()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32)
            .Node("y", "DepthToSpace", "x", s_int, NodeAttribute.Integer("block_size", 2), NodeAttribute.Text("data_format", "NCH"));
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "x", "y"));
        Assert.Contains("Value for attr 'data_format' of \"NCH\" is not in the list of allowed values: \"NHWC\", \"NCHW\", \"NCHW_VECT_C\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberBelowTheLowestIsALoadError()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Node("y", "Pack", "", s_int, NodeAttribute.Integer("N", 0));
        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "", "y"));
        Assert.Contains("Value for attr 'N' of 0 must be at least minimum 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInputThatNoSignatureListsIsAnErrorOfTheCall()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Argument("unlisted", DataType.Int32).Node("y", "AddV2", "x unlisted", s_int);
        using var graph = LoadedGraph.Load(builder, "x", "y");
        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1]));
        Assert.Equal("unlisted", failure.Node);
        Assert.Contains("You must feed a value for placeholder tensor 'unlisted'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChainOfAHundredThousandNodesIsImported()
    {
        var builder = new GraphBuilder().Argument("n0", DataType.Int32);
        for (int i = 1; i <= 100_000; i++)
        {
            builder.Node($"n{i}", "Identity", $"n{i - 1}", s_int);
        }

        using var graph = LoadedGraph.Load(builder, "n0", "n100000");
        Assert.Equal([9], graph.Call([9])[0]);
    }

    [Fact]
    public void FunctionsThatDoubleEachOtherAreNotPutInEachOthersPlaceForEver()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Function("f0", [("x", DataType.Int32)], [("y", DataType.Int32, "y:y:0")], GraphBuilder.NodeOf("y", "Neg", "x", s_int));
        for (int i = 1; i <= 60; i++)
        {
            builder.Function(
                $"f{i}",
                [("x", DataType.Int32)],
                [("y", DataType.Int32, "b:output:0")],
                GraphBuilder.NodeOf("a", "PartitionedCall", "x", Call($"f{i - 1}")),
                GraphBuilder.NodeOf("b", "PartitionedCall", "a:output:0", Call($"f{i - 1}")));
        }

        builder.Node("call", "PartitionedCall", "x", Call("f60"));
        Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(builder, "x", "call"));
    }

    private static (string, WireWriter)[] Call(string function) =>
        [NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32), NodeAttribute.Function("f", function)];
}
