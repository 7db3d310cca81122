using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Shapes;

public class IndexErrorTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);
    private static readonly (string, WireWriter)[] s_gather = [NodeAttribute.Type("Tparams", DataType.Int32), NodeAttribute.Type("Tindices", DataType.Int32), NodeAttribute.Type("Taxis", DataType.Int32)];

    [Theory]
    [InlineData(3, "indices[1] = 3 is not in [0, 3)")]
    [InlineData(-1, "indices[1] = -1 is not in [0, 3)")]
    [InlineData(int.MinValue, "indices[1] = -2147483648 is not in [0, 3)")]
    public void AGatherOutOfRangeSaysWhichIndexAndTheRange(int index, string expected)
    {
        using var graph = LoadedGraph.Load(new GraphBuilder().Argument("table", DataType.Int32).Argument("rows", DataType.Int32).Constant("axis", 0).Node("y", "GatherV2", "table rows axis", s_gather), "table rows", "y");

        var failure = Assert.Throws<ModelRunException>(() => graph.Call([10, 11, 12], [0, index]));
        Assert.Equal((ModelErrorCode.InvalidArgument, "y"), (failure.Code, failure.Node));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal([12, 10], graph.Call([10, 11, 12], [2, 0])[0]);
    }

    [Fact]
    public void AValueThatIsLargerThanTheLimitIsRefusedBeforeItIsTaken()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Argument("times", DataType.Int32)
            .Node("multiples", "Pack", "times", s_int, NodeAttribute.Integer("N", 1)).Node("y", "Tile", "x multiples", s_int);
        using var graph = LoadedGraph.Load(builder, "x times", "y", new ModelOptions { MemoryLimit = 1 << 20 });

        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1, 2], [int.MaxValue]));
        Assert.Equal(ModelErrorCode.ResourceExhausted, failure.Code);
        Assert.Equal([1, 2, 1, 2], graph.Call([1, 2], [2])[0]);
    }

    [Fact]
    public void AShapeThatDoesNotHoldTheElementsSaysBothCounts()
    {
        using var graph = LoadedGraph.Load(new GraphBuilder().Argument("x", DataType.Int32).Argument("shape", DataType.Int32).Node("y", "Reshape", "x shape", s_int), "x shape", "y");

        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1, 2, 3], [2, 2]));
        Assert.Contains("Input to reshape is a tensor with 3 values, but the requested shape has 4", failure.Message, StringComparison.Ordinal);
    }
}
