using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class GraphDevicesTests
{
    [Fact]
    public void NodesOfTheGraphAndOfFunctionsAreOnNoDeviceAnyMore()
    {
        var graph = Graph(
            [Placeholder("a").On("/device:GPU:0"), Unary("n", "Neg", "a").On("/job:ps/task:3"), Placeholder("b")],
            Function("f", [("x", DataType.Float)], [("y", DataType.Float, "m:y:0")], [Unary("m", "Neg", "x").On("/cpu:1")]));

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "n = Neg(a) {T: float}", "b = Placeholder() {dtype: float}", "fn f", "m = Neg(x) {T: float}"],
            GraphText.Of(GraphDevices.Clear(graph.Bytes)));
    }

    [Fact]
    public void AGraphWithoutDevicesStaysByteForByte()
    {
        var graph = Graph([Placeholder("a"), Unary("n", "Neg", "a")], Function("f", [("x", DataType.Float)], [("y", DataType.Float, "x")], []));

        Assert.Equal(graph.Bytes.ToArray(), GraphDevices.Clear(graph.Bytes));
    }
}
