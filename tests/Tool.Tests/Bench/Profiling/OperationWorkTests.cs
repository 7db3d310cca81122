using TypedModels.Engines.Profiling;
using TypedModels.Tool.Bench.Profiling;

namespace TypedModels.Tool.Tests.Bench.Profiling;

public sealed class OperationWorkTests
{
    [Theory]
    [InlineData("MatMul", new[] { 4, 3 }, new[] { 3, 5 }, new[] { 4, 5 }, 2.0 * 4 * 3 * 5)]
    [InlineData("MatMul", new[] { 3, 4 }, new[] { 5, 3 }, new[] { 4, 5 }, 2.0 * 4 * 3 * 5)]
    [InlineData("BatchMatMulV2", new[] { 2, 4, 3 }, new[] { 3, 5 }, new[] { 2, 4, 5 }, 2.0 * 2 * 4 * 3 * 5)]
    [InlineData("Conv2D", new[] { 1, 8, 8, 3 }, new[] { 3, 3, 3, 16 }, new[] { 1, 8, 8, 16 }, 2.0 * 8 * 8 * 16 * 27)]
    [InlineData("DepthwiseConv2dNative", new[] { 1, 8, 8, 6 }, new[] { 3, 3, 6, 1 }, new[] { 1, 4, 4, 6 }, 2.0 * 4 * 4 * 6 * 9)]
    [InlineData("AddV2", new[] { 4, 5 }, new[] { 5 }, new[] { 4, 5 }, null)]
    public void TheCalculationsFollowFromTheShapes(string operation, int[] left, int[] right, int[] result, double? expected) =>
        Assert.Equal(expected, OperationWork.FloatingPointOperations(Run(operation, left, right, result)));

    [Theory]
    [InlineData("AddV2", (20 + 5 + 20) * 4L)]
    [InlineData("GatherV2", (20 + 20) * 4L)]
    [InlineData("Reshape", null)]
    public void TheBytesAreThoseThatHaveToBeReadAndWritten(string operation, long? expected) =>
        Assert.Equal(expected, OperationWork.BytesMoved(Run(operation, [4, 5], [5], [4, 5])));

    [Fact]
    public void NamesLoseWhatIsCommonAndWhatDoesNotFit()
    {
        var names = new NodeNames(["call/model/first/MatMul", "call/model/second/MatMul"]);

        Assert.Equal("call/model/", names.Prefix);
        Assert.Equal("first/MatMul", names.Shorten("call/model/first/MatMul"));
        Assert.Equal("other/MatMul", names.Shorten("other/MatMul"));
        Assert.Equal("…/while/lstm_cell/MatMul", names.Shorten("call/model/" + new string('x', 40) + "/while/lstm_cell/MatMul"));
    }

    private static NodeRun Run(string operation, int[] left, int[] right, int[] result) => new(new ProfiledNode("node", operation, []), -1, 0)
    {
        Inputs = [Value(left), Value(right)],
        Outputs = [Value(result)],
    };

    private static ProfiledValue Value(int[] shape) => new(DataType.Float, shape, 4L * shape.Aggregate(1, (count, length) => count * length));
}
